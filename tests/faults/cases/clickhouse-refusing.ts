import { setTimeout as sleep } from "node:timers/promises";
import { askClickHouse } from "../../helpers/stack-client.ts";
import { countStored } from "../count-stored.ts";
import type { Fault } from "../fault.ts";
import { underLoad } from "./kill-parts.ts";

/** A ClickHouse that answers and takes nothing: the rows are good, so they are waited with and never parked. */
export const CLICKHOUSE_REFUSING: Fault = {
  name: "clickhouse-refusing",
  title: "ClickHouse refuses inserts: too many parts (code 252)",
  async run(scene) {
    const { stack: { facts }, tenant, isShort } = scene;
    const failures: string[] = [];
    await underLoad(scene, async () => {
      const settings = "parts_to_delay_insert = 0, parts_to_throw_insert = 1";
      await askClickHouse(facts, tenant.region, `ALTER TABLE events MODIFY SETTING ${settings}`);
      // What was under way when the setting changed is in by then.
      await sleep(2_000);
      const before = await countStored(scene);
      await sleep(isShort ? 6_000 : 60_000);
      const taken = await countStored(scene) - before;
      if (taken > 0) failures.push(`${taken} events were stored although ClickHouse refuses inserts`);
      const names = "parts_to_delay_insert, parts_to_throw_insert";
      await askClickHouse(facts, tenant.region, `ALTER TABLE events RESET SETTING ${names}`);
    });
    const sql = "SELECT count() AS count FROM ingestion_warnings WHERE org_id = {org:String}";
    const [parked] = await askClickHouse<{ count: number }>(facts, tenant.region, sql, { org: tenant.orgId });
    if (parked?.count !== 0) failures.push(`${parked?.count} chunks were parked`);
    return { failures, notes: [] };
  },
};
