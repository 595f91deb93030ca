import type { Attributes } from "./log-record.ts";

/** The first of some attributes that holds a text or a number, as text; `undefined` when all are missing or empty. */
export function textOf(attributes: Attributes, ...keys: string[]): string | undefined {
  for (const key of keys) {
    const value = attributes[key];
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number") return String(value);
  }
  return undefined;
}

/** The first of some attributes that holds a number ≥ 0, or a text that reads as one; clients differ in which they send. */
export function numberOf(attributes: Attributes, ...keys: string[]): number | undefined {
  for (const key of keys) {
    const value = attributes[key];
    if (value === "" || (typeof value !== "number" && typeof value !== "string")) continue;
    const number = Number(value);
    if (Number.isFinite(number) && number >= 0) return number;
  }
  return undefined;
}

/** An attribute as true or false, also where a client sends the words. */
export function flagOf(attributes: Attributes, key: string): boolean | undefined {
  const value = attributes[key];
  if (typeof value === "boolean") return value;
  if (value === "true") return true;
  return value === "false" ? false : undefined;
}
