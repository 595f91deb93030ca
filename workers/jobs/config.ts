import * as z from "zod/mini";

const Config = z.object({
  AUTH_DATABASE_URL: z.url(),
  NEON_FETCH_ENDPOINT: z.string(),
});

/** The jobs' settings, as their code uses them. */
export interface JobsConfig {
  authDatabaseUrl: string;
  neonFetchEndpoint: string;
}

/** Parses variables and secrets; throws naming what is missing or wrong. */
export function jobsConfig(env: JobsEnv): JobsConfig {
  const result = Config.safeParse(env);
  if (!result.success) {
    const names = result.error.issues.map(({ path }) => path.join("."));
    throw new Error(`jobs configuration is missing or wrong: ${names.join(", ")}`);
  }
  return { authDatabaseUrl: result.data.AUTH_DATABASE_URL, neonFetchEndpoint: result.data.NEON_FETCH_ENDPOINT };
}
