import type { ReactNode } from "react";
import { formatPercent } from "../format/number.ts";

interface EstimateProps {
  /** Which share of the cost is estimated; `some` where only that there is one is known. */
  share: number | "some" | "none" | null;
  children: ReactNode;
}

/** Marks a cost of which a share is estimated; shows it plainly when nothing is. */
export function Estimate({ share, children }: EstimateProps) {
  if (share === null || share === "none" || (share !== "some" && share <= 0)) return <>{children}</>;
  const text = share === "some"
    ? "Part"
    : share >= 0.9995
    ? "All"
    : share < 0.001
    ? "Less than 0.1%"
    : `${formatPercent(share).text}%`;
  return (
    <span className="estimate" title={`${text} of this figure is estimated from the price table`}>
      {children}
      <span className="sr-only">estimated</span>
    </span>
  );
}
