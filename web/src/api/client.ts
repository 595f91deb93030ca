import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./problem.ts";

const SERVER_ERRORS = 500;

/** The query client of a page: one retry, and only of what may go better the second time. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 1 && !(error instanceof ApiProblem && error.status < SERVER_ERRORS),
        retryDelay: 1_000,
      },
    },
  });
}
