import { timestamp } from "drizzle-orm/pg-core";

/** A point in time, as a `Date`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** When the row was made. */
export const createdAt = instant("created_at").notNull().defaultNow();

/** When the row last changed. */
export const updatedAt = instant("updated_at").notNull().defaultNow();
