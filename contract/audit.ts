import { z } from "zod";

/** Kinds of those who do something. `unknown` is somebody who could not show who they are. */
export const ACTOR_KINDS = ["user", "api_key", "operator", "system", "unknown"] as const;
/** A kind of actor. */
export type ActorKind = (typeof ACTOR_KINDS)[number];

const filters = {
  actor: z.string().min(1).max(128).optional().meta({ description: "Id of who did it." }),
  action: z.string().regex(/^[a-z_]+(\.[a-z_]+)?$/, "is not the name of an action").optional().meta({
    description: "An action such as `api_key.created`, or all of one kind, such as `api_key`.",
  }),
  target: z.string().min(1).max(128).optional().meta({ description: "Id of what it was done to." }),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional().meta({ description: "Exclusive." }),
};

/** Query of `GET /v1/audit`. */
export const AuditQuery = z.strictObject({
  ...filters,
  org_id: z.string().optional(),
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** Query of `GET /v1/audit/export`. */
export const AuditExportQuery = z.strictObject({
  ...filters,
  org_id: z.string().optional(),
  format: z.enum(["csv", "jsonl"]).default("jsonl"),
});
export type AuditExportQuery = z.infer<typeof AuditExportQuery>;

/** A line of the audit log. */
export const AuditEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(ACTOR_KINDS),
    id: z.string(),
    name: z.string().nullable().meta({ description: "Of people who are still members, and of API keys." }),
  }),
  action: z.string(),
  target_id: z.string(),
  details: z.record(z.string(), z.unknown()).meta({
    description: "What there is to say; for changes of the set-up with `before` and `after`.",
  }),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  request_id: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Answer of `GET /v1/audit`. */
export const AuditPage = z.object({ data: z.array(AuditEntry), next_cursor: z.string().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;
