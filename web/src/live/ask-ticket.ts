/** A ticket to the live view; `null` when nobody is signed in, `undefined` when there is no answer. */
export async function askTicket(): Promise<string | null | undefined> {
  try {
    const response = await fetch("/v1/live/tickets", { method: "POST", headers: { accept: "application/json" } });
    if (response.status === 401) return null;
    if (!response.ok) return undefined;
    const { ticket } = await response.json() as { ticket: string };
    return ticket;
  } catch {
    return undefined;
  }
}
