/** How much of the month's events are used. */
export function QuotaMeter() {
  return <div className="mt-auto" />;
}
