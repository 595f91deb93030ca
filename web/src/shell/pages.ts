import type { ComponentType } from "react";
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
      { id: "overview", label: "Overview", path: "/", key: "o", Icon: OverviewIcon },
      { id: "live", label: "Live", path: "/live", key: "l", Icon: LiveIcon },
    ],
  },
  {
    label: "Analyse",
    pages: [
      { id: "sessions", label: "Sessions", path: "/sessions", key: "s", Icon: SessionsIcon },
      { id: "agents", label: "Agents", path: "/agents", key: "a", Icon: AgentsIcon },
      { id: "cost", label: "Models & cost", path: "/cost", key: "c", Icon: CostIcon },
      { id: "tools", label: "Tools", path: "/tools", key: "t", Icon: ToolsIcon },
      { id: "errors", label: "Errors", path: "/errors", key: "e", Icon: ErrorsIcon },
      { id: "security", label: "Security", path: "/security", key: "y", Icon: SecurityIcon },
      { id: "people", label: "People & teams", path: "/people", key: "p", Icon: PeopleIcon },
    ],
  },
  {
    label: "Operate",
    pages: [
      { id: "ingestion", label: "Ingestion health", path: "/ingestion", key: "i", Icon: IngestionIcon },
      { id: "exports", label: "Exports", path: "/exports", key: "x", Icon: ExportsIcon },
    ],
  },
  {
    label: "Organisation",
    pages: [
      { id: "settings", label: "Settings", path: "/settings", key: ",", Icon: SettingsIcon },
      { id: "audit", label: "Audit log", path: "/audit", key: "u", Icon: AuditIcon },
      { id: "status", label: "System status", path: "/status", key: "h", Icon: StatusIcon },
    ],
  },
];

/** The same without groups. */
export const PAGES: readonly PageLink[] = PAGE_GROUPS.flatMap(({ pages }) => pages);

const WITHOUT_PERIOD: readonly PageId[] = ["live", "ingestion", "settings", "audit", "status"];

/** Whether a view looks at a period that can be chosen. */
export function hasPeriod(page: PageId): boolean {
  return !WITHOUT_PERIOD.includes(page);
}
