/** Whoever is signed in, as the sign-in library knows them; `null` for nobody. */
export async function readSignedIn(): Promise<{ email: string } | null> {
  const response = await fetch("/auth/get-session");
  if (!response.ok) return null;
  return (await response.json() as { user: { email: string } } | null)?.user ?? null;
}
