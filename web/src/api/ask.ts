import type { ReadAnswer, ReadParams, ReadPath, ReadQueryInput } from "../../../contract/read-routes.ts";
import { requestJson } from "./request.ts";

/** A question's query string, as an object or ready to be sent. */
export type AskedQuery<P extends ReadPath> = ReadQueryInput<P> | URLSearchParams;

/** What a question is asked with. */
export interface Asking<P extends ReadPath> {
  query?: AskedQuery<P>;
  /** Values of the path's parameters. */
  params?: ReadParams<P>;
  signal?: AbortSignal;
}

/** Asks one of the API's questions; its parameters and its answer have the types of the API's own table. */
export async function ask<P extends ReadPath>(path: P, asking: Asking<P> = {}): Promise<ReadAnswer<P>> {
  const { signal } = asking;
  return await requestJson<ReadAnswer<P>>(addressOf(path, asking), signal === undefined ? {} : { signal });
}

/** The address of a question, also the name under which its answer can be kept. */
export function addressOf<P extends ReadPath>(path: P, { query, params }: Omit<Asking<P>, "signal">): string {
  const named: Record<string, string> = { ...params };
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named[name] ?? ""));
  const search = query instanceof URLSearchParams ? query : toSearch(query ?? {});
  return search.size === 0 ? filled : `${filled}?${search}`;
}

/** What a parameter can be. */
type Said = string | number | boolean | undefined;

function toSearch(query: object): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query) as [string, Said | Said[]][]) {
    for (const one of [value].flat()) {
      if (one !== undefined) search.append(name, String(one));
    }
  }
  return search;
}
