import { type JobRequest, JobRun, JobRunList, ResumedRuns, StartedRun } from "../../contract/jobs.ts";
import type { Region } from "../../contract/tenant.ts";
import type { OperatorAccess } from "../replay/choose-operator.ts";

/** The operators' routes for jobs. Each throws with what the route says is wrong. */
export interface JobsClient {
  start(request: JobRequest): Promise<StartedRun>;
  list(filter: { region: Region; job?: string; state?: string; limit?: number }): Promise<JobRun[]>;
  find(region: Region, id: string): Promise<JobRun>;
  stop(region: Region, id: string): Promise<void>;
  /** Wakes what a crash has interrupted; answers how many runs are under way. */
  resume(region: Region): Promise<number>;
}

/** Opens the operators' routes of a deployment. */
export function openJobsClient({ edge, token }: OperatorAccess): JobsClient {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(new URL(`/v1/operator/jobs${path}`, edge), {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${text.slice(0, 500)}`);
    return text === "" ? null : JSON.parse(text);
  };
  return {
    start: async (request) => StartedRun.parse(await ask("POST", "", request)),
    list: async (filter) => {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
      return JobRunList.parse(await ask("GET", `?${query}`)).data;
    },
    find: async (region, id) => JobRun.parse(await ask("GET", `/${id}?region=${region}`)),
    stop: async (region, id) => void await ask("DELETE", `/${id}?region=${region}`),
    resume: async (region) => ResumedRuns.parse(await ask("POST", `/resume?region=${region}`)).under_way,
  };
}
