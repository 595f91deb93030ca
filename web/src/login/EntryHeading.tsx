/** What a page before the dashboard is for. */
export function EntryHeading({ heading, lead }: { heading: string; lead: string }) {
  return (
    <>
      <h1 className="mb-1 text-28 font-semibold tracking-[-0.025em]">{heading}</h1>
      <p className="text-text-2">{lead}</p>
    </>
  );
}
