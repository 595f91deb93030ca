/** Values bound to `{name:Type}` in a query's text. */
export type QueryParams = Record<string, string | number | string[]>;
