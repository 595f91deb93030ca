import { cellClass } from "./cell-class.ts";
import type { Column } from "./column.ts";

interface PartRowProps<Row> {
  columns: readonly Column<Row>[];
  row: Row;
  href: string;
}

/** A part of an opened row, under the same columns. */
export function PartRow<Row>({ columns, row, href }: PartRowProps<Row>) {
  return (
    <tr className="leading-row part-row">
      {columns.map((column, index) => (
        <td key={column.id} className={cellClass(column)}>
          {index > 0 ? column.cell(row) : (
            <span className="block pl-6">
              <a data-row className="row-target" href={href}>{column.cell(row)}</a>
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}
