import { fieldOf, isObject, type JsonObject } from "./json-fields.ts";

/** A value of an OTLP attribute or body. 64-bit integers are numbers: nothing that we count exceeds 2^53. */
export type OtlpValue = string | number | boolean | null | OtlpValue[] | { [key: string]: OtlpValue };

/** Attributes by key. Values that were sent empty (`"value": {}`) are left out. */
export type Attributes = Record<string, OtlpValue>;

const MAX_DEPTH = 32;
const TOO_DEEP = "(nested too deeply)";

/** The attributes of a list of key-value pairs. What is not a pair is passed over. */
export function readAttributes(list: unknown, depth = MAX_DEPTH): Attributes {
  const attributes: Attributes = {};
  for (const entry of itemsOf(list)) {
    const { key } = entry;
    const read = readValue(entry["value"], depth);
    if (typeof key === "string" && key !== "__proto__" && read !== undefined) attributes[key] = read;
  }
  return attributes;
}

/** A value of any kind; `undefined` for the empty ones that some clients send. */
export function readValue(value: unknown, depth = MAX_DEPTH): OtlpValue | undefined {
  if (!isObject(value)) return undefined;
  if (depth === 0) return TOO_DEEP;
  const text = fieldOf(value, "stringValue");
  if (typeof text === "string") return text;
  const flag = fieldOf(value, "boolValue");
  if (typeof flag === "boolean") return flag;
  const number = fieldOf(value, "intValue") ?? fieldOf(value, "doubleValue");
  if (typeof number === "number" || typeof number === "string") return Number(number);
  const bytes = fieldOf(value, "bytesValue");
  if (typeof bytes === "string") return bytes;
  const list = fieldOf(value, "arrayValue");
  if (isObject(list)) return itemsOf(list["values"]).map((item) => readValue(item, depth - 1) ?? null);
  const map = fieldOf(value, "kvlistValue");
  return isObject(map) ? readAttributes(map["values"], depth - 1) : undefined;
}

function itemsOf(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** The first of some attributes that holds a text or a number, as text; `undefined` when all are missing or empty. */
export function textOf(attributes: Attributes, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = attributes[key];
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number") return String(value);
  }
  return undefined;
}

/** The first of some attributes that holds a number ≥ 0, or a text that reads as one; clients differ in which they send. */
export function numberOf(attributes: Attributes, ...keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const value = attributes[key];
    if (value === "" || (typeof value !== "number" && typeof value !== "string")) continue;
    const number = Number(value);
    if (Number.isFinite(number) && number >= 0) return number;
  }
  return undefined;
}

/** An attribute as true or false, also where a client sends the words. */
export function flagOf(attributes: Attributes, ...keys: readonly string[]): boolean | undefined {
  for (const key of keys) {
    const value = attributes[key];
    if (typeof value === "boolean") return value;
    if (value === "true" || value === "True") return true;
    if (value === "false" || value === "False") return false;
  }
  return undefined;
}
