import type { Role } from "../../contract/account.ts";
import type { Region } from "../../contract/tenant.ts";

/** The password of every demo login. These people exist on the machine of whoever tries the product out, nowhere else. */
export const DEMO_PASSWORD = "fleetglass-demo";

export interface DemoPerson {
  name: string;
  email: string;
  role: Role;
}

export interface DemoOrganization {
  /** Fixed, so that events of an earlier start still belong to somebody. */
  id: string;
  slug: string;
  name: string;
  residency: Region;
  timeZone: string;
  seats: number;
  /** What the plan takes in a month; no limit where it is not said. */
  monthlyEvents?: number;
  /** The first one is an admin. */
  people: [DemoPerson, ...DemoPerson[]];
}

/** The organisation that hears how the dashboard does: the platform is its own first tenant. */
export const OWN_ORGANIZATION = "fleetglass";

/** One organisation in each region, one that has received nothing yet, and the platform's own. */
export const DEMO_ORGANIZATIONS: readonly DemoOrganization[] = [
  {
    id: "org_kestrel",
    slug: "kestrel",
    name: "Kestrel Logistics",
    residency: "eu",
    timeZone: "Europe/Berlin",
    seats: 40,
    monthlyEvents: 1_000_000,
    people: [
      { name: "Ines Okafor", email: "ines.okafor@kestrel.example", role: "admin" },
      { name: "Lena Fischer", email: "lena.fischer@kestrel.example", role: "viewer" },
    ],
  },
  {
    id: "org_northwind",
    slug: "northwind",
    name: "Northwind Robotics",
    residency: "us",
    timeZone: "America/New_York",
    seats: 60,
    people: [
      { name: "Dana Whitfield", email: "dana.whitfield@northwind.example", role: "admin" },
      { name: "Marco Reyes", email: "marco.reyes@northwind.example", role: "viewer" },
    ],
  },
  {
    id: "org_blankslate",
    slug: "blank-slate",
    name: "Blank Slate",
    residency: "us",
    timeZone: "UTC",
    seats: 5,
    people: [{ name: "Sam Novak", email: "sam.novak@blankslate.example", role: "admin" }],
  },
  {
    id: "org_fleetglass",
    slug: OWN_ORGANIZATION,
    name: "Fleetglass",
    residency: "us",
    timeZone: "UTC",
    seats: 5,
    people: [{ name: "Robin Hale", email: "robin.hale@fleetglass.example", role: "admin" }],
  },
];
