import type { ListFormat, ListSourceName } from "../../../contract/list-exports.ts";
import { periodParams } from "../api/queries.ts";
import { readProblem } from "../api/problem.ts";
import type { ViewState } from "../filters/view-state.ts";
import { saveFile } from "./save-file.ts";

/** A list of which every page can be saved as one file, and what it is asked with beside its period and filters. */
export interface WholeList {
  source: ListSourceName;
  query?: Record<string, string>;
}

/** Asks the service for every page of a list, and saves the file. Throws the service's problem where it refuses. */
export async function saveWholeList(
  { source, query = {} }: WholeList,
  format: ListFormat,
  view: ViewState,
  timeZone: string,
): Promise<void> {
  const search = periodParams(view, timeZone);
  for (const [name, value] of Object.entries({ ...query, format })) search.set(name, value);
  const response = await fetch(`/v1/${source}/export?${search}`);
  if (!response.ok) throw await readProblem(response);
  saveFile(`${source}.${format}`, await response.blob());
}
