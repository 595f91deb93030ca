/** Fleetglass's mark: three bars of a session's ribbon. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" className="block shrink-0" aria-hidden="true">
      <rect width="20" height="20" rx="5.5" fill="var(--accent)" />
      <path
        d="M5.2 6.2h5.3M8 10h6.8M5.2 13.8h3.6"
        stroke="var(--on-accent)"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
    </svg>
  );
}
