/** Texts that are something else to a database, a template, a parser or a terminal. */
export const HOSTILE_TEXTS = [
  "' OR 1=1 --",
  "x') UNION ALL SELECT * FROM events --",
  "'; DROP TABLE organizations; --",
  "{org_id:String}",
  "${7*7}{{7*7}}",
  "../../../etc/passwd",
  "\u0000",
  "\ud800",
  "🦊\u202e\ufeff",
  "__proto__",
  "constructor",
  "-1",
  "1e400",
  "99999999999999999999",
  "NaN",
  "",
  "a".repeat(10_000),
];

/** Values of every kind that JSON has, where another kind is expected. */
const HOSTILE_VALUES: unknown[] = [
  null,
  true,
  -1,
  1e308,
  2 ** 53,
  0.1,
  [],
  [[["deep"]]],
  { $ne: null },
  ...HOSTILE_TEXTS,
];

/** Bodies that are no JSON, or JSON that is no object. */
export const HOSTILE_BODIES = [
  "",
  "{",
  "null",
  "[]",
  "1e999",
  '"text"',
  '{"a":1}{"a":2}',
  "\u0000",
  "\ufeff{}",
  '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}',
  "[".repeat(20_000),
  `{"name":"${"a".repeat(70_000)}"}`,
];

/** Some of a list, each time others, so that every value comes to many places without every place getting all. */
export function someOfMany<T>(all: readonly T[], count: number, turn: number): T[] {
  return Array.from({ length: Math.min(count, all.length) }, (_, i) => all[(turn * count + i) % all.length] as T);
}

/** Copies of a body in each of which one field holds something else; every field, however deep, gets its turn. */
export function spoil(example: unknown, values: readonly unknown[] = HOSTILE_VALUES, perPlace = 7): unknown[] {
  return placesIn(example).flatMap((place, turn) =>
    someOfMany(values, perPlace, turn).map((value) => replaceAt(example, place, value))
  );
}

type Place = readonly (string | number)[];

function placesIn(value: unknown, place: Place = []): Place[] {
  if (Array.isArray(value)) return [place, ...value.flatMap((item, at) => placesIn(item, [...place, at]))];
  if (typeof value !== "object" || value === null) return [place];
  return [place, ...Object.entries(value).flatMap(([name, item]) => placesIn(item, [...place, name]))];
}

function replaceAt(value: unknown, [step, ...rest]: Place, by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((item, at) => at === step ? replaceAt(item, rest, by) : item as unknown);
  return Object.fromEntries(
    Object.entries(value as object).map(([name, item]) => [name, name === step ? replaceAt(item, rest, by) : item]),
  );
}
