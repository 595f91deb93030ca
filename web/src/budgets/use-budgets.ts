import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Budget } from "../../../contract/budget.ts";
import { usageQuery } from "../api/queries.ts";
import { sendJson } from "../api/request.ts";

/** Sets a budget, or takes it away; what is spent against it is told anew. */
export function useBudgetChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (budget: Budget) => sendJson<Budget>("PUT", "/v1/budgets", budget),
    onSuccess: () => client.invalidateQueries({ queryKey: usageQuery.queryKey }),
    retry: false,
  });
}
