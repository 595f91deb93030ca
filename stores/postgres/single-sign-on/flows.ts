import { eq, sql } from "drizzle-orm";
import type { SsoIdentity } from "../../../contract/single-sign-on.ts";
import type { Database } from "../connect.ts";
import { ssoFlows, ssoProviders } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** How long somebody may take at their provider. */
export const FLOW_SECONDS = 600;

/** The provider that answers for an address's domain. `database` is logged in as the sign-in role, here and below. */
export async function findProviderOfDomain(database: Database, domain: string) {
  const [row] = await answerOf(
    database.select().from(ssoProviders).where(
      sql`${ssoProviders.domain} = ${domain} and ${ssoProviders.domainVerified}`,
    ),
  );
  return row;
}

/** A provider with all that signing in takes, its sealed secret too. */
export type SignInProvider = NonNullable<Awaited<ReturnType<typeof findProviderOfDomain>>>;

/** A provider by its id. */
export async function findSignInProvider(database: Database, id: string): Promise<SignInProvider | undefined> {
  const [row] = await answerOf(database.select().from(ssoProviders).where(eq(ssoProviders.id, id)));
  return row;
}

/** A sign-in that begins. `browserHash` is the SHA-256 of what its browser was given. */
export interface NewFlow {
  id: string;
  providerId: string;
  browserHash: string;
  nonce: string;
  codeVerifier: string;
  nextPath: string;
}

/** Keeps a sign-in that begins, and forgets those that nobody ended. */
export async function insertFlow(database: Database, flow: NewFlow): Promise<void> {
  await answerOf(database.execute(sql`
    with swept as (delete from ${ssoFlows} where expires_at <= now())
    insert into ${ssoFlows} (id, provider_id, browser_hash, nonce, code_verifier, next_path, expires_at)
    values (${flow.id}, ${flow.providerId}, ${flow.browserHash}, ${flow.nonce}, ${flow.codeVerifier}, ${flow.nextPath},
      now() + make_interval(secs => ${FLOW_SECONDS}))`));
}

/** Ends a sign-in that is under way at a provider, and says what it was. A second time there is none. */
export async function takeFlow(database: Database, providerId: string, id: string) {
  const [row] = await answerOf(
    database.delete(ssoFlows).where(
      sql`${ssoFlows.id} = ${id} and ${ssoFlows.providerId} = ${providerId} and ${ssoFlows.expiresAt} > now()`,
    ).returning(),
  );
  return row;
}

/** A sign-in under way. */
export type Flow = NonNullable<Awaited<ReturnType<typeof takeFlow>>>;

/** Notes who came back, until the browser asks. Answers whether the sign-in was under way and nobody had come back yet. */
export async function noteIdentity(
  database: Database,
  providerId: string,
  id: string,
  identity: SsoIdentity,
): Promise<boolean> {
  const noted = await answerOf(
    database.update(ssoFlows).set({ identity }).where(
      sql`${ssoFlows.id} = ${id} and ${ssoFlows.providerId} = ${providerId} and ${ssoFlows.expiresAt} > now()
        and ${ssoFlows.identity} is null`,
    ).returning({ id: ssoFlows.id }),
  );
  return noted.length > 0;
}
