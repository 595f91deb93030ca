import { type GuardedRoute, listGuardedRoutes } from "../../workers/api/auth/list-guarded-routes.ts";

// The api Worker is a program with globals of its own, so it is not imported by a path that the compiler would follow.
const APP = new URL("../../workers/api/app.ts", import.meta.url).pathname;

/** Every route of the api Worker, as its app has them. */
export async function listApiRoutes(): Promise<GuardedRoute[]> {
  const { createApp } = await import(APP) as { createApp(): { routes: Parameters<typeof listGuardedRoutes>[0] } };
  // The gates are known to the instance of the module that the app itself has loaded.
  return listGuardedRoutes(createApp().routes);
}
