import type { ReadAnswer, ReadParams, ReadPath, ReadQueryInput } from "../../../contract/read-routes.ts";
import type { AccountAnswers } from "./account-answers.ts";
import { requestJson } from "./request.ts";

/** Everything that can be asked. */
export type AskedPath = ReadPath | keyof AccountAnswers;

/** The contract's answer to a question. */
export type Answer<P extends AskedPath> = P extends ReadPath ? ReadAnswer<P>
  : P extends keyof AccountAnswers ? AccountAnswers[P]
  : never;

/** A question's query string, as an object or ready to be sent. */
export type AskedQuery<P extends AskedPath> =
  | (P extends ReadPath ? ReadQueryInput<P> : Record<string, string | number>)
  | URLSearchParams;

/** What a question is asked with. */
export interface Asking<P extends AskedPath> {
  query?: AskedQuery<P>;
  /** Values of the path's parameters. */
  params?: P extends ReadPath ? ReadParams<P> : undefined;
  signal?: AbortSignal;
}

/** Asks one of the API's questions; its parameters and its answer have the types of the contract. */
export async function ask<P extends AskedPath>(path: P, asking: Asking<P> = {}): Promise<Answer<P>> {
  const { signal } = asking;
  return await requestJson<Answer<P>>(addressOf(path, asking), signal === undefined ? {} : { signal });
}

/** The address of a question, also the name under which its answer can be kept. */
export function addressOf<P extends AskedPath>(path: P, { query, params }: Omit<Asking<P>, "signal">): string {
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
