import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";

const input = z.object({ userId: z.string(), providerId: z.string(), organizationId: z.string() });

/**
 * Teaches the sign-in library to open a session for somebody whom an organisation's identity provider vouches for. It is a
 * function alone: it has no path, so no request reaches it.
 */
export function ssoSessions() {
  return {
    id: "fleetglass-sso",
    endpoints: {
      openSsoSession: createAuthEndpoint.serverOnly({ method: "POST", body: input }, async (ctx) => {
        const { userId, providerId, organizationId } = ctx.body;
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(userId);
        if (user === null) throw ctx.error("UNAUTHORIZED", { message: "The account is gone." });
        const session = await internalAdapter.createSession(userId, false, {
          ssoProviderId: providerId,
          activeOrganizationId: organizationId,
        });
        await setSessionCookie(ctx, { session, user });
        return { id: session.id };
      }),
    },
  };
}
