import { AppError } from "../../../../contract/problem.ts";

/** An object of OTLP/JSON. Nothing is known of its fields until they are read. */
export type JsonObject = Readonly<Record<string, unknown>>;

const snakeNames = new Map<string, string>();

function snakeName(name: string): string {
  let snake = snakeNames.get(name);
  if (snake === undefined) {
    snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    snakeNames.set(name, snake);
  }
  return snake;
}

/** A field by its lowerCamelCase name, or by the name that it has in the .proto file, which parsers have to take as well. */
export function fieldOf(object: JsonObject, name: string): unknown {
  return object[name] ?? object[snakeName(name)];
}

/** The objects of a list; nothing where the list is missing. Fails with `MALFORMED_BODY` where something else stands. */
export function objectsOf(object: JsonObject, name: string): JsonObject[] {
  const list = fieldOf(object, name);
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw wrongShape(name, "a list");
  for (const item of list) if (!isObject(item)) throw wrongShape(name, "a list of objects");
  return list as JsonObject[];
}

/** An object field; an empty one where it is missing. Fails with `MALFORMED_BODY` where something else stands. */
export function objectOf(object: JsonObject, name: string): JsonObject {
  const value = fieldOf(object, name);
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw wrongShape(name, "an object");
  return value;
}

/** A text; empty where it is missing. Numbers are taken as they are written. */
export function textField(object: JsonObject, name: string): string {
  const value = fieldOf(object, name);
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint" ? String(value) : "";
}

/** A number, also one that is written as text (`"12"`, `"NaN"`); `undefined` where there is none. */
export function numberField(object: JsonObject, name: string): number | undefined {
  const value = fieldOf(object, name);
  if (typeof value === "number") return value;
  return typeof value === "string" && value !== "" ? Number(value) : undefined;
}

/** An enum by number, also where its name is written; `names` holds the names' endings in the order of their numbers. */
export function enumField(object: JsonObject, name: string, names: readonly string[]): number {
  const value = fieldOf(object, name);
  if (typeof value === "string" && !/^\d+$/.test(value)) {
    return Math.max(0, names.findIndex((ending) => value.toUpperCase().endsWith(ending)));
  }
  return Number(value ?? 0);
}

/** Nanoseconds as text; empty where they are missing or zero. */
export function nanosField(object: JsonObject, name: string): string {
  const nanos = textField(object, name);
  return /^[1-9]\d{0,19}$/.test(nanos) ? nanos : "";
}

/** Epoch ms of nanoseconds; `undefined` for an empty text. */
export function millisOf(nanos: string): number | undefined {
  return nanos === "" ? undefined : Number(BigInt(nanos) / 1_000_000n);
}

/** An id as lower-case hex; empty where it is missing, zero or of another length. Base64, which plain proto3 JSON has, is read too. */
export function idField(object: JsonObject, name: string, bytes: number): string {
  const value = textField(object, name);
  const hex = value.length === bytes * 2 ? value.toLowerCase() : fromBase64(value, bytes);
  return /^[0-9a-f]+$/.test(hex) && !/^0+$/.test(hex) ? hex : "";
}

function fromBase64(text: string, bytes: number): string {
  if (text.length !== Math.ceil(bytes / 3) * 4) return "";
  try {
    const binary = atob(text);
    return Array.from(binary, (char) => char.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  } catch {
    return "";
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The root of a request. Fails with `MALFORMED_BODY` when it is no object. */
export function requireObject(body: unknown): JsonObject {
  if (isObject(body)) return body;
  throw new AppError("MALFORMED_BODY", "The body is not an OTLP request.");
}

function wrongShape(name: string, expected: string): AppError {
  return new AppError("MALFORMED_BODY", `The body is not an OTLP request: ${name} is not ${expected}.`);
}
