import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import { AppError } from "../../../contract/problem.ts";
import { openToAll } from "../auth/open-to-all.ts";
import type { ApiTypes } from "../context.ts";
import { noteLocalText } from "../single-sign-on/domain/local-records.ts";

const TextRecord = z.strictObject({ name: z.string().max(255), texts: z.array(z.string().max(1_000)).max(20) });

/** `PUT /v1/dev/dns`: TXT records that a developer's machine takes in place of the DNS. There is none elsewhere. */
export function addDevDns(app: OpenAPIHono<ApiTypes>): void {
  app.use("/v1/dev/dns", openToAll("It is there only where no DNS is asked, for developers, never in production."));
  app.put("/v1/dev/dns", async (c) => {
    if (c.var.request.config.dnsResolver !== "local") {
      throw new AppError("NOT_FOUND", `There is nothing at ${c.req.path}.`);
    }
    const record = TextRecord.safeParse(await c.req.json().catch(() => undefined));
    if (!record.success) throw new AppError("VAL_INVALID_FORMAT", "Send a record as `name` and `texts`.");
    noteLocalText(record.data.name, record.data.texts);
    return c.body(null, 204);
  });
}
