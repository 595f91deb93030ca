import type { Column } from "./column.ts";

/** Columns that stand side by side under one word; without a word where they have none. */
export interface ColumnGroup {
  /** Of the first of them. */
  id: string;
  label: string | undefined;
  span: number;
}

/** The columns' groups from left to right; none where no column has a word over it. */
export function columnGroups<Row>(columns: readonly Column<Row>[]): ColumnGroup[] {
  if (columns.every(({ group }) => group === undefined)) return [];
  const groups: ColumnGroup[] = [];
  for (const { id, group: label } of columns) {
    const last = groups.at(-1);
    if (last !== undefined && last.label === label) last.span++;
    else groups.push({ id, label, span: 1 });
  }
  return groups;
}
