import { z } from "zod";
import { csvLine } from "../http/csv-line.ts";

/** A column of a table that is made of a list's rows; parts of an object are columns of their own. */
interface Column {
  name: string;
  path: readonly string[];
}

/** The columns of a list, as its contract names the fields of a row: also where the list is empty. */
export function columnsOf(row: z.ZodObject): Column[] {
  return Object.entries(row.shape).flatMap(([name, field]): Column[] => {
    const parts = shapeOf(field);
    if (parts === undefined) return [{ name, path: [name] }];
    return Object.keys(parts).map((part) => ({ name: `${name}_${part}`, path: [name, part] }));
  });
}

/** The line of names. */
export function headLine(columns: readonly Column[]): string {
  return csvLine(columns.map(({ name }) => name));
}

/** A row as a line. Lists stand in one field, with semicolons between their values. */
export function rowLine(columns: readonly Column[], row: unknown): string {
  return csvLine(columns.map(({ path }) => cellOf(path.reduce<unknown>(memberOf, row))));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function cellOf(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  const isPlainList = Array.isArray(value) && value.every((item) => typeof item !== "object" || item === null);
  return isPlainList ? value.map((item) => item ?? "").join(";") : JSON.stringify(value);
}

function shapeOf(field: unknown): z.ZodObject["shape"] | undefined {
  if (field instanceof z.ZodNullable || field instanceof z.ZodOptional) return shapeOf(field.unwrap());
  return field instanceof z.ZodObject ? field.shape : undefined;
}
