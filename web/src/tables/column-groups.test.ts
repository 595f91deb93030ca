import { expect, test } from "vitest";
import { columnGroups } from "./column-groups.ts";

const column = (id: string, group?: string) => ({ id, header: id, cell: () => id, ...(group && { group }) });

test("columns side by side stand under one word, and others under none", () => {
  expect(columnGroups([column("a"), column("b", "Tokens"), column("c", "Tokens"), column("d", "Cost")])).toEqual([
    { id: "a", label: undefined, span: 1 },
    { id: "b", label: "Tokens", span: 2 },
    { id: "d", label: "Cost", span: 1 },
  ]);
});

test("a table whose columns have no words has no line for them", () => {
  expect(columnGroups([column("a"), column("b")])).toEqual([]);
});
