import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../api/queries.ts";
import { View } from "../shell/View.tsx";
import { ApiKeys } from "./ApiKeys.tsx";

/** What an organisation decides about itself. */
export function SettingsPage() {
  const me = useQuery(meQuery).data;
  const role = me?.organization.role;
  return (
    <View title="Settings" timeZone={me?.organization.time_zone ?? "UTC"} filtered={false}>
      <ApiKeys
        timeZone={me?.organization.time_zone ?? "UTC"}
        canChange={role === "manager" || role === "admin"}
      />
    </View>
  );
}
