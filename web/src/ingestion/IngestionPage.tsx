import { may } from "../shell/may.ts";
import { useFrame } from "../shell/use-frame.ts";
import { View } from "../shell/View.tsx";
import { WarningsPanel } from "./WarningsPanel.tsx";

/** How ingest is: what arrives, what was refused, what waits to be stored again. */
export function IngestionPage() {
  const { me, timeZone } = useFrame();
  return (
    <View title="Ingestion health" timeZone={timeZone} filtered={false}>
      <WarningsPanel timeZone={timeZone} canReplay={may(me, "ingestion:replay")} />
    </View>
  );
}
