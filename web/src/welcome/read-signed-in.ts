/** Whoever is signed in. */
export interface SignedIn {
  email: string;
  /** Whether the session looks at an organisation. */
  hasOrganization: boolean;
}

interface Session {
  user: { email: string };
  session: { activeOrganizationId?: string | null };
}

/** Whoever is signed in, as the sign-in library knows them; `null` for nobody. */
export async function readSignedIn(): Promise<SignedIn | null> {
  const response = await fetch("/auth/get-session");
  if (!response.ok) return null;
  const found = await response.json() as Session | null;
  if (found === null) return null;
  return { email: found.user.email, hasOrganization: (found.session.activeOrganizationId ?? null) !== null };
}
