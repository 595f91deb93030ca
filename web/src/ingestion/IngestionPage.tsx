import { may } from "../shell/may.ts";
import { useFrame } from "../shell/use-frame.ts";
import { View } from "../shell/View.tsx";
import { ArrivalsPanel } from "./ArrivalsPanel.tsx";
import { SendersPanel } from "./SendersPanel.tsx";
import { UsageStats } from "./UsageStats.tsx";
import { WarningsPanel } from "./WarningsPanel.tsx";

/** How ingest is: how much of the plan is used, who stopped sending, what was refused or waits to be stored again. */
export function IngestionPage() {
  const frame = useFrame();
  const { me, timeZone } = frame;
  return (
    <View title="Ingestion health" timeZone={timeZone} filtered={false}>
      <UsageStats timeZone={timeZone} allowed={may(me, "usage:read")} />
      <ArrivalsPanel timeZone={timeZone} ready={frame.ready} />
      <SendersPanel frame={frame} />
      <WarningsPanel frame={frame} canReplay={may(me, "ingestion:replay")} />
    </View>
  );
}
