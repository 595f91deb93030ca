import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../api/queries.ts";
import { View } from "../shell/View.tsx";
import { WarningsPanel } from "./WarningsPanel.tsx";

/** How ingest is: what arrives, what was refused, what waits to be stored again. */
export function IngestionPage() {
  const me = useQuery(meQuery).data;
  const timeZone = me?.organization.time_zone ?? "UTC";
  const role = me?.organization.role;
  return (
    <View title="Ingestion health" timeZone={timeZone} filtered={false}>
      <WarningsPanel timeZone={timeZone} canReplay={role === "manager" || role === "admin"} />
    </View>
  );
}
