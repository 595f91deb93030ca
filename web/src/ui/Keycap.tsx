/** A key of the keyboard. Hidden on phones, which have none. */
export function Keycap({ children }: { children: string }) {
  return <kbd className="keycap max-sm:hidden">{children}</kbd>;
}
