import type { ReactNode } from "react";
import { formatPercent } from "../format/number.ts";

/** Marks a cost of which a share is estimated; shows it plainly when nothing is. */
export function Estimate({ share, children }: { share: number | null; children: ReactNode }) {
  if (share === null || share <= 0) return <>{children}</>;
  const text = share >= 0.9995 ? "All" : share < 0.001 ? "Less than 0.1%" : `${formatPercent(share).text}%`;
  return (
    <span className="estimate" title={`${text} of this figure is estimated from the price table`}>
      {children}
      <span className="sr-only">estimated</span>
    </span>
  );
}
