import type { OpenAPIHono } from "@hono/zod-openapi";
import { openToAll } from "../auth/open-to-all.ts";
import type { ApiContext, ApiTypes } from "../context.ts";
import { describeIngest } from "../docs/describe-ingest.ts";
import { describeApi } from "../docs/describe-api.ts";
import type { ApiDocument } from "../docs/document.ts";
import { REFERENCE_STYLE } from "../docs/reference-style.ts";
import { renderReference } from "../docs/render-reference.ts";
import { renderText } from "../docs/render-text.ts";

/** Nothing but our own style sheet: the page holds what schemas say, and runs nothing. */
const POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `GET /v1/openapi.json`, and what is made of it: `GET /docs`, `/docs/reference.css`, `/docs/llms.txt`. */
export function addOpenapi(app: OpenAPIHono<ApiTypes>): void {
  describeIngest(app);
  let described: ApiDocument | undefined;
  // The same for everybody, and some work to make: an isolate makes it once.
  const document = (c: ApiContext) => {
    const { config: { version, publicUrl }, now } = c.var.request;
    return described ??= describeApi(app, { version, url: publicUrl, now });
  };
  const open = openToAll("The description of the API is public.");
  app.get("/v1/openapi.json", open, (c) => {
    cacheForAll(c);
    return c.json(document(c));
  });
  app.get("/docs", open, (c) => {
    cacheForAll(c);
    c.header("content-security-policy", POLICY);
    return c.html(renderReference(document(c)));
  });
  app.get("/docs/reference.css", open, (c) => {
    cacheForAll(c);
    return c.body(REFERENCE_STYLE, 200, { "content-type": "text/css; charset=utf-8" });
  });
  app.get("/docs/llms.txt", open, (c) => {
    cacheForAll(c);
    return c.text(renderText(document(c)));
  });
}

function cacheForAll(c: ApiContext): void {
  c.header("cache-control", "public, max-age=300");
  c.header("x-content-type-options", "nosniff");
}
