import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { OwnPrice } from "../../../contract/prices/price-api.ts";
import type { PriceOverride } from "../../../contract/prices/rates.ts";
import { ask } from "../api/ask.ts";
import { requestJson, sendJson } from "../api/request.ts";

const path = "/v1/prices";

/** What models cost. */
export const pricesQuery = queryOptions({ queryKey: ["prices"], queryFn: ({ signal }) => ask(path, { signal }) });

/** What can be done with the organisation's own prices. */
export function usePriceActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: pricesQuery.queryKey });
  return {
    set: useMutation({
      mutationFn: (price: PriceOverride) => sendJson<OwnPrice>("PUT", path, price),
      onSuccess,
      retry: false,
    }),
    remove: useMutation({
      mutationFn: (id: string) => requestJson<void>(`${path}/${id}`, { method: "DELETE" }),
      onSuccess,
      retry: false,
    }),
  };
}
