import { hashPassword } from "better-auth/crypto";
import type { Invitation, InvitationInput, Registration } from "../../../contract/organization.ts";
import { grantsOfRole } from "../../../contract/permissions.ts";
import { AppError } from "../../../contract/problem.ts";
import {
  acceptInvitation,
  cancelInvitation,
  checkSeat,
  insertInvitation,
  type InvitationRecord,
  isOpenInvitation,
  listInvitations,
  registerInvited,
} from "../../../stores/postgres/invitations/invitations.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, Person, RequestContext, SignedIn } from "../context.ts";
import { hashToken, mintToken } from "../http/token.ts";
import { invitationMail } from "../mail/messages.ts";
import { requireReach } from "./members.ts";

const UNKNOWN = "The invitation is over, was taken back, or is for another address.";

/** The organisation's open invitations. */
export async function describeInvitations(ctx: RequestContext, { tenant }: Member): Promise<Invitation[]> {
  return (await listInvitations(tenant, new Date(ctx.now))).map(describe);
}

/** Invites somebody by mail to a role that may no more than whoever invites. An earlier invitation of theirs is over. */
export async function invite(ctx: RequestContext, person: Person, input: InvitationInput): Promise<Invitation> {
  requireReach(person, grantsOfRole(input.role));
  const { isFull, isMember } = await checkSeat(person.tenant, input.email);
  if (isMember) throw new AppError("CONFLICT", "They are a member already.");
  if (isFull) throw new AppError("QUOTA_EXCEEDED", "All seats of the plan are taken.");
  const token = mintToken();
  const invitation = { ...input, tokenHash: await hashToken(token) };
  const row = await insertInvitation(person.tenant, actorOf(ctx, person), invitation);
  if (row === undefined) throw new Error("an invitation is not there after it was inserted");
  const url = `${ctx.config.publicUrl}/invitation?token=${token}`;
  ctx.waitUntil(ctx.sendMail(invitationMail(input.email, person.organization.name, person.user.name, url)));
  return describe(row);
}

/** Takes an invitation back. */
export async function takeBackInvitation(ctx: RequestContext, member: Member, id: string): Promise<void> {
  if (await cancelInvitation(member.tenant, actorOf(ctx, member), id)) return;
  throw new AppError("NOT_FOUND", `There is no open invitation ${id}.`);
}

/** Lets somebody who is signed in join by the token that was sent to them. Answers the organisation's id. */
export async function acceptOwnInvitation(
  ctx: RequestContext,
  { user, session }: SignedIn,
  token: string,
): Promise<{ organization_id: string }> {
  const person = { userId: user.id, email: user.email, sessionId: session.id, requestId: ctx.requestId };
  const organizationId = await acceptInvitation(ctx.authDatabase, person, await hashToken(token));
  if (organizationId === undefined) throw new AppError("NOT_FOUND", UNKNOWN);
  return { organization_id: organizationId };
}

/** Makes the account of somebody who was invited and has none, and lets them join. They sign in next. */
export async function register(ctx: RequestContext, { token, name, password }: Registration): Promise<void> {
  const tokenHash = await hashToken(token);
  // Hashing a password is slow on purpose: not for whoever makes a token up.
  if (!await isOpenInvitation(ctx.authDatabase, tokenHash)) throw new AppError("NOT_FOUND", UNKNOWN);
  const person = { name, passwordHash: await hashPassword(password), requestId: ctx.requestId };
  const outcome = await registerInvited(ctx.authDatabase, person, tokenHash);
  if (outcome === "unknown") throw new AppError("NOT_FOUND", UNKNOWN);
  // Whoever holds the token reads the address's mail, and may know.
  if (outcome === "known") throw new AppError("CONFLICT", "The address has an account; sign in and accept there.");
}

function describe({ id, email, role, inviter, createdAt, expiresAt }: InvitationRecord): Invitation {
  return {
    id,
    email,
    role,
    invited_by: inviter,
    created_at: createdAt.toISOString(),
    expires_at: expiresAt.toISOString(),
  };
}
