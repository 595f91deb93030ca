import { type ComponentType, lazy } from "react";
import type { Permission } from "../../../contract/permissions.ts";
import { OrganizationPart } from "./OrganizationPart.tsx";
import type { SettingsPartProps } from "./settings-part.ts";

/** A part of the settings, with an address of its own. */
export interface SettingsPart {
  id: string;
  label: string;
  /** What it takes to see it. */
  permission: Permission;
  Content: ComponentType<SettingsPartProps>;
}

/** Every part, in the order of the navigation. All but the first are loaded when they are opened. */
export const SETTINGS_PARTS: readonly [SettingsPart, ...SettingsPart[]] = [
  { id: "organisation", label: "Organisation", permission: "organization:read", Content: OrganizationPart },
  {
    id: "usage",
    label: "Plan and usage",
    permission: "usage:read",
    Content: lazy(() => import("./PlanPart.tsx").then(({ PlanPart: it }) => ({ default: it }))),
  },
  {
    id: "members",
    label: "Members",
    permission: "members:read",
    Content: lazy(() => import("./MembersPart.tsx").then(({ MembersPart: it }) => ({ default: it }))),
  },
  {
    id: "teams",
    label: "Teams",
    permission: "members:read",
    Content: lazy(() => import("./TeamsPart.tsx").then(({ TeamsPart: it }) => ({ default: it }))),
  },
  {
    id: "roles",
    label: "Roles",
    permission: "members:read",
    Content: lazy(() => import("./RolesPart.tsx").then(({ RolesPart: it }) => ({ default: it }))),
  },
  {
    id: "keys",
    label: "API keys",
    permission: "keys:read",
    Content: lazy(() => import("./KeysPart.tsx").then(({ KeysPart: it }) => ({ default: it }))),
  },
  {
    id: "prices",
    label: "Prices",
    permission: "settings:read",
    Content: lazy(() => import("./PricesPart.tsx").then(({ PricesPart: it }) => ({ default: it }))),
  },
  {
    id: "privacy",
    label: "Content and privacy",
    permission: "settings:read",
    Content: lazy(() => import("./PrivacyPart.tsx").then(({ PrivacyPart: it }) => ({ default: it }))),
  },
  {
    id: "data",
    label: "Retention and residency",
    permission: "settings:read",
    Content: lazy(() => import("./DataPart.tsx").then(({ DataPart: it }) => ({ default: it }))),
  },
  {
    id: "sso",
    label: "Single sign-on",
    permission: "sso:read",
    Content: lazy(() => import("./SingleSignOnPart.tsx").then(({ SingleSignOnPart: it }) => ({ default: it }))),
  },
  {
    id: "account",
    label: "Your sign-in",
    permission: "organization:read",
    Content: lazy(() => import("./OwnSignIn.tsx").then(({ OwnSignIn: it }) => ({ default: it }))),
  },
];
