import * as z from "zod/mini";
import type { InsertTarget } from "../../stores/clickhouse/insert-rows.ts";
import { type Region, REGIONS } from "../../contract/tenant.ts";

const filled = z.string().check(z.minLength(1));
const Config = z.object({
  REGION: z.enum(REGIONS),
  JURISDICTIONS: z.enum(["on", "off"]),
  CLICKHOUSE_URL: z.url(),
  CLICKHOUSE_DATABASE: filled,
  CLICKHOUSE_USER: filled,
  CLICKHOUSE_PASSWORD: filled,
});

/** The consumer's settings, as its code uses them. */
export interface ConsumerConfig {
  region: Region;
  jurisdictions: boolean;
  clickhouse: InsertTarget;
}

let parsed: ConsumerConfig | undefined;

/** Parses variables and secrets once per isolate; throws naming what is missing or wrong. */
export function consumerConfig(env: ConsumerEnv): ConsumerConfig {
  if (parsed !== undefined) return parsed;
  const result = Config.safeParse(env);
  if (!result.success) {
    const names = result.error.issues.map(({ path }) => path.join("."));
    throw new Error(`consumer configuration is missing or wrong: ${names.join(", ")}`);
  }
  const { REGION, JURISDICTIONS, CLICKHOUSE_URL, CLICKHOUSE_DATABASE, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD } =
    result.data;
  return parsed = {
    region: REGION,
    jurisdictions: JURISDICTIONS === "on",
    clickhouse: {
      url: CLICKHOUSE_URL,
      database: CLICKHOUSE_DATABASE,
      user: CLICKHOUSE_USER,
      password: CLICKHOUSE_PASSWORD,
    },
  };
}
