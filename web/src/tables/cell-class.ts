import clsx from "clsx";
import type { Column } from "./column.ts";

/** The classes of a column's cells. */
export function cellClass<Row>({ number, hide, className }: Column<Row>): string {
  return clsx(
    number === true && "number",
    hide === "phone" && "max-sm:hidden",
    hide === "tablet" && "max-md:hidden",
    className,
  );
}
