import * as z from "zod/mini";

const Config = z.object({ JURISDICTIONS: z.enum(["on", "off"]) });

/** The edge's settings, as its code uses them. */
export interface EdgeConfig {
  jurisdictions: boolean;
}

let parsed: EdgeConfig | undefined;

/** Parses the variables once per isolate; throws naming what is missing or wrong. */
export function edgeConfig(env: EdgeEnv): EdgeConfig {
  return parsed ??= { jurisdictions: Config.parse(env).JURISDICTIONS === "on" };
}
