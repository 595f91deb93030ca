import { z } from "zod";
import type { Role } from "./account.ts";
import type { KeyScope } from "./rpc.ts";

/** How far a permission reaches: what one did oneself, what one's teams did, the whole organisation. Each holds the ones before it. */
export const SCOPES = ["own", "team", "org"] as const;
/** How far a permission reaches. */
export const Scope = z.enum(SCOPES);
export type Scope = z.infer<typeof Scope>;

/** One line of the table: what a permission is, how far it can reach, and who has it from the start. */
interface PermissionRule {
  about: string;
  /** Scopes in which it can be granted. */
  scopes: readonly Scope[];
  roles: Partial<Record<Role, Scope>>;
  /** The scope of API keys that carries it, or several that do; it then reaches the organisation. */
  key?: KeyScope | readonly KeyScope[];
}

const ANY = SCOPES;
const ORG = ["org"] as const;
const everybody = { viewer: "org", user: "org", manager: "org", admin: "org" } as const;
/** Somebody who watches sees the whole; somebody whose agents are watched sees their teams. */
const readers = { viewer: "org", user: "team", manager: "org", admin: "org" } as const;
const watchers = { viewer: "org", manager: "org", admin: "org" } as const;
const managers = { manager: "org", admin: "org" } as const;
const admins = { admin: "org" } as const;

/**
 * Everything that can be permitted, as `resource:action`. Routes name one of these; roles and keys are granted them here and
 * nowhere else, and an organisation's own roles choose among them.
 */
export const PERMISSIONS = {
  "events:send": { about: "Send events", scopes: ORG, roles: {}, key: "ingest" },
  "metrics:read": { about: "See figures", scopes: ANY, roles: readers, key: "read" },
  "sessions:read": { about: "See sessions", scopes: ANY, roles: readers, key: "read" },
  "events:read": { about: "See and search single events", scopes: ANY, roles: readers, key: "read" },
  "errors:read": { about: "See errors", scopes: ANY, roles: readers, key: "read" },
  "errors:write": { about: "Mute, resolve and reopen errors", scopes: ORG, roles: managers },
  "people:read": { about: "See figures by person and team", scopes: ANY, roles: readers, key: "read" },
  "live:read": { about: "Watch the live view", scopes: ANY, roles: readers, key: "read" },
  "ingestion:read": { about: "See what went wrong with events", scopes: ORG, roles: watchers, key: "read" },
  "arrivals:read": {
    about: "See what arrived lately, and what is odd about it",
    scopes: ORG,
    roles: watchers,
    key: ["ingest", "read"],
  },
  "ingestion:replay": { about: "Put dead letters back on the queue", scopes: ORG, roles: managers },
  "usage:read": { about: "See usage against quota", scopes: ORG, roles: watchers, key: "read" },
  "views:read": { about: "See saved views", scopes: ORG, roles: everybody, key: "read" },
  "views:write": {
    about: "Save, change and delete views",
    scopes: ["own", "org"],
    roles: { viewer: "own", user: "own", manager: "org", admin: "org" },
  },
  "exports:read": { about: "See and fetch exports", scopes: ["own", "org"], roles: { user: "own", ...managers } },
  "exports:create": { about: "Export data", scopes: ANY, roles: { user: "team", ...managers } },
  "alerts:read": { about: "See alerts and their rules", scopes: ORG, roles: watchers, key: "read" },
  "alerts:write": { about: "Change alert rules and channels", scopes: ORG, roles: managers },
  "keys:read": { about: "List API keys", scopes: ORG, roles: everybody },
  "keys:write": { about: "Make, rotate and revoke API keys", scopes: ORG, roles: managers },
  "organization:read": { about: "See the organisation", scopes: ORG, roles: everybody, key: "read" },
  "organization:update": { about: "Rename the organisation", scopes: ORG, roles: admins },
  "organization:delete": { about: "Delete the organisation, or take that back", scopes: ORG, roles: admins },
  "settings:read": { about: "See settings and prices", scopes: ORG, roles: everybody, key: "read" },
  "settings:update": { about: "Change settings, prices and budgets", scopes: ORG, roles: managers },
  "retention:update": { about: "Choose how long single events are kept", scopes: ORG, roles: admins },
  "members:read": { about: "List members and teams", scopes: ORG, roles: everybody },
  "members:invite": { about: "Invite people", scopes: ORG, roles: managers },
  "members:update": { about: "Change members' roles, and remove members", scopes: ORG, roles: admins },
  "teams:write": { about: "Make and change teams, and say who is in them", scopes: ORG, roles: managers },
  "roles:write": { about: "Make and change roles of the organisation's own", scopes: ORG, roles: admins },
  "sso:read": { about: "See single sign-on", scopes: ORG, roles: admins },
  "sso:write": { about: "Set single sign-on up", scopes: ORG, roles: admins },
  "audit:read": { about: "Read and export the audit log", scopes: ORG, roles: admins },
  "privacy:read": { about: "See consents, erasures and their receipts", scopes: ORG, roles: admins },
  "privacy:export": { about: "Export all that is kept of a person", scopes: ORG, roles: admins },
  "privacy:erase": { about: "Erase a person", scopes: ORG, roles: admins },
} as const satisfies Record<string, PermissionRule>;

/** A permission. */
export const Permission = z.enum(
  Object.keys(PERMISSIONS) as [keyof typeof PERMISSIONS, ...(keyof typeof PERMISSIONS)[]],
);
export type Permission = z.infer<typeof Permission>;

/** What somebody may do, and how far each permission reaches. */
export type Grants = Partial<Record<Permission, Scope>>;

const RULES: Record<Permission, PermissionRule> = PERMISSIONS;
const ALL = Object.keys(PERMISSIONS) as Permission[];

/** What a role may do. */
export function grantsOfRole(role: Role): Grants {
  return Object.fromEntries(ALL.flatMap((name) => {
    const scope = RULES[name].roles[role];
    return scope === undefined ? [] : [[name, scope]];
  }));
}

/** What an API key may do. */
export function grantsOfKey(scopes: readonly KeyScope[]): Grants {
  return Object.fromEntries(
    ALL.filter((name) => scopes.some((scope) => [RULES[name].key].flat().includes(scope))).map((name) => [name, "org"]),
  );
}

/** Whether everything in `inner` is in `outer` too, and reaches no further. Nobody can hand out more than they have. */
export function isWithin(inner: Grants, outer: Grants): boolean {
  return ALL.every((name) => {
    const [wanted, held] = [inner[name], outer[name]];
    return wanted === undefined || (held !== undefined && SCOPES.indexOf(wanted) <= SCOPES.indexOf(held));
  });
}

/** Grants as they come from outside: known permissions, each in a scope that it can have. */
export const GrantsInput = z.partialRecord(Permission, Scope).superRefine((grants, check) => {
  for (const name of ALL) {
    const scope = grants[name];
    if (scope === undefined || RULES[name].scopes.includes(scope)) continue;
    check.addIssue({
      code: "custom",
      path: [name],
      message: `can be granted for ${RULES[name].scopes.join(" or ")} only`,
    });
  }
});
