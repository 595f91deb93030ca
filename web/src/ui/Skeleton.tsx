import clsx from "clsx";

/** A box that will hold content. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden="true" className={clsx("skeleton", className)} />;
}
