import type { ComponentType } from "react";
import type { Permission } from "../../../contract/permissions.ts";
import {
  AgentsIcon,
  AuditIcon,
  CostIcon,
  ErrorsIcon,
  ExportsIcon,
  IngestionIcon,
  LiveIcon,
  OverviewIcon,
  PeopleIcon,
  SecurityIcon,
  SessionsIcon,
  SettingsIcon,
  StatusIcon,
  ToolsIcon,
} from "../icons/navigation.tsx";

/** A view of the dashboard that navigation leads to. */
export interface PageLink {
  id: PageId;
  label: string;
  path: string;
  /** Typed after `g`. */
  key: string;
  /** What it takes to see it; `null` where everybody does. */
  permission: Permission | null;
  Icon: ComponentType<{ size?: number; className?: string | undefined }>;
}

/** Names of the views. */
export type PageId =
  | "overview"
  | "live"
  | "sessions"
  | "agents"
  | "cost"
  | "tools"
  | "errors"
  | "security"
  | "people"
  | "ingestion"
  | "exports"
  | "settings"
  | "audit"
  | "status";

/** Views that belong together, under a word of their own except for the first. */
export interface PageGroup {
  label: string | null;
  pages: readonly PageLink[];
}

/** Every view there is, in the order of navigation. */
export const PAGE_GROUPS: readonly PageGroup[] = [
  {
    label: null,
    pages: [
      { id: "overview", label: "Overview", path: "/", key: "o", Icon: OverviewIcon, permission: "metrics:read" },
      { id: "live", label: "Live", path: "/live", key: "l", Icon: LiveIcon, permission: "live:read" },
    ],
  },
  {
    label: "Analyse",
    pages: [
      {
        id: "sessions",
        label: "Sessions",
        path: "/sessions",
        key: "s",
        Icon: SessionsIcon,
        permission: "sessions:read",
      },
      { id: "agents", label: "Agents", path: "/agents", key: "a", Icon: AgentsIcon, permission: "metrics:read" },
      { id: "cost", label: "Models & cost", path: "/cost", key: "c", Icon: CostIcon, permission: "metrics:read" },
      { id: "tools", label: "Tools", path: "/tools", key: "t", Icon: ToolsIcon, permission: "metrics:read" },
      { id: "errors", label: "Errors", path: "/errors", key: "e", Icon: ErrorsIcon, permission: "errors:read" },
      { id: "security", label: "Security", path: "/security", key: "y", Icon: SecurityIcon, permission: "events:read" },
      { id: "people", label: "People & teams", path: "/people", key: "p", Icon: PeopleIcon, permission: "people:read" },
    ],
  },
  {
    label: "Operate",
    pages: [
      {
        id: "ingestion",
        label: "Ingestion health",
        path: "/ingestion",
        key: "i",
        Icon: IngestionIcon,
        permission: "ingestion:read",
      },
      { id: "exports", label: "Exports", path: "/exports", key: "x", Icon: ExportsIcon, permission: "exports:read" },
    ],
  },
  {
    label: "Organisation",
    pages: [
      {
        id: "settings",
        label: "Settings",
        path: "/settings",
        key: ",",
        Icon: SettingsIcon,
        permission: "organization:read",
      },
      { id: "audit", label: "Audit log", path: "/audit", key: "u", Icon: AuditIcon, permission: "audit:read" },
      { id: "status", label: "System status", path: "/status", key: "h", Icon: StatusIcon, permission: null },
    ],
  },
];

/** The same without groups. */
export const PAGES: readonly PageLink[] = PAGE_GROUPS.flatMap(({ pages }) => pages);

/** A view and the word that it stands under. */
export function findPage(id: PageId): PageLink & { group: string | null } {
  for (const { label: group, pages } of PAGE_GROUPS) {
    const page = pages.find((candidate) => candidate.id === id);
    if (page !== undefined) return { ...page, group };
  }
  throw new Error(`there is no view ${id}`);
}

const WITHOUT_PERIOD: readonly PageId[] = ["live", "ingestion", "settings", "audit", "status"];

/** Whether a view looks at a period that can be chosen. */
export function hasPeriod(page: PageId): boolean {
  return !WITHOUT_PERIOD.includes(page);
}
