import type { ComponentType } from "react";
import { LiveIcon, OverviewIcon } from "../icons/navigation.tsx";

/** A view of the dashboard that navigation leads to. */
export interface PageLink {
  id: "overview" | "live";
  label: string;
  path: string;
  /** Typed after `g`. */
  key: string;
  Icon: ComponentType<{ size?: number; className?: string | undefined }>;
}

/** Every view there is, in the order of navigation. */
export const PAGES: readonly PageLink[] = [
  { id: "overview", label: "Overview", path: "/", key: "o", Icon: OverviewIcon },
  { id: "live", label: "Live", path: "/live", key: "l", Icon: LiveIcon },
];
