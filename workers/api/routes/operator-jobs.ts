import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { JobRequest, JobRun, JobRunList, JobRunsQuery, ResumedRuns, StartedRun } from "../../../contract/jobs.ts";
import { AppError } from "../../../contract/problem.ts";
import { REGIONS } from "../../../contract/tenant.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json, NOT_FOUND } from "../http/answers.ts";
import { jsonBody } from "../http/json-body.ts";
import { askJobs } from "../operator/ask-jobs.ts";
import { requireOperator } from "../operator/require-operator.ts";

// For operators' tools: they stand in no document that tenants read.
const shared = { hide: true, middleware: requireOperator };
const ofRegion = z.object({ region: z.enum(REGIONS) });
const named = { query: ofRegion, params: z.object({ id: z.string().max(100) }) };

const start = createRoute({
  ...shared,
  method: "post",
  path: "/v1/operator/jobs",
  request: jsonBody(JobRequest),
  responses: { 200: json(StartedRun, "The run."), 404: NOT_FOUND, ...FAILURES },
});

const list = createRoute({
  ...shared,
  method: "get",
  path: "/v1/operator/jobs",
  request: { query: JobRunsQuery },
  responses: { 200: json(JobRunList, "Runs, the newest first."), 404: NOT_FOUND, ...FAILURES },
});

const resume = createRoute({
  ...shared,
  method: "post",
  path: "/v1/operator/jobs/resume",
  request: { query: ofRegion },
  responses: { 200: json(ResumedRuns, "How many runs are under way."), 404: NOT_FOUND, ...FAILURES },
});

const find = createRoute({
  ...shared,
  method: "get",
  path: "/v1/operator/jobs/{id}",
  request: named,
  responses: { 200: json(JobRun, "The run."), 404: NOT_FOUND, ...FAILURES },
});

const stop = createRoute({
  ...shared,
  method: "delete",
  path: "/v1/operator/jobs/{id}",
  request: named,
  responses: { 204: { description: "It has ended." }, 404: NOT_FOUND, ...FAILURES },
});

/** `/v1/operator/jobs…` */
export function addOperatorJobs(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(start, async (c) => {
    const request = c.req.valid("json");
    return c.json(await askJobs(c.var.request.jobs[request.region].start(request)), 200);
  });
  app.openapi(list, async (c) => {
    const query = c.req.valid("query");
    return c.json({ data: await askJobs(c.var.request.jobs[query.region].list(query)) }, 200);
  });
  app.openapi(resume, async (c) => {
    const { region } = c.req.valid("query");
    return c.json({ under_way: await askJobs(c.var.request.jobs[region].resume()) }, 200);
  });
  app.openapi(find, async (c) => c.json(await findRun(c.var.request, c.req.valid("query"), c.req.valid("param")), 200));
  app.openapi(stop, async (c) => {
    const { jobs } = c.var.request;
    const { region } = c.req.valid("query");
    const { id } = await findRun(c.var.request, { region }, c.req.valid("param"));
    await askJobs(jobs[region].stop(id));
    return c.body(null, 204);
  });
}

async function findRun(
  { jobs }: ApiTypes["Variables"]["request"],
  { region }: z.infer<typeof ofRegion>,
  { id }: { id: string },
): Promise<JobRun> {
  const run = await askJobs(jobs[region].find(id));
  if (run === null) throw new AppError("NOT_FOUND", `There is no job run ${id} in ${region}.`);
  return run;
}
