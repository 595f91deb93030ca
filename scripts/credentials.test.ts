import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { LOCAL_WORKERS } from "../local/workers.ts";
import { readCredentialTable } from "../tests/helpers/read-credentials.ts";

interface Binding {
  binding?: string;
  name?: string;
}

interface Config {
  name: string;
  kv_namespaces?: Binding[];
  services?: Binding[];
  r2_buckets?: Binding[];
  workflows?: Binding[];
  d1_databases?: Binding[];
  hyperdrive?: Binding[];
  durable_objects?: { bindings?: Binding[] };
  queues?: { producers?: Binding[] };
  secrets?: { required?: string[] };
}

const configs = Object.entries(LOCAL_WORKERS).filter(([name]) => name !== "local-queue").map(([, { config }]) =>
  parse(readFileSync(config, "utf8")) as unknown as Config
);
const documented = readCredentialTable("Workers");
const sorted = (names: Iterable<string>) => [...new Set(names)].toSorted();

function bindingsOf(config: Config): string[] {
  const lists = [
    config.kv_namespaces,
    config.services,
    config.r2_buckets,
    config.workflows,
    config.d1_databases,
    config.hyperdrive,
    config.durable_objects?.bindings,
    config.queues?.producers,
  ];
  return sorted(lists.flatMap((list) => list ?? []).map(({ binding, name }) => binding ?? name ?? ""));
}

describe("docs/credentials.md", () => {
  it("has every Worker, and no other", () => {
    expect(sorted(documented.keys())).toEqual(sorted(configs.map(({ name }) => name)));
  });

  it.each(configs)("says what $name can reach, and with which secrets", (config) => {
    const [bindings = [], secrets = []] = documented.get(config.name) ?? [];
    expect({ bindings: sorted(bindings), secrets: sorted(secrets) }).toEqual({
      bindings: bindingsOf(config),
      secrets: sorted(config.secrets?.required ?? []),
    });
  });

  it("gives no regional Worker a binding of another region", () => {
    for (const config of configs.filter(({ name }) => /-(us|eu)$/.test(name))) {
      const own = config.name.slice(-2);
      const text = JSON.stringify(config).toLowerCase();
      expect(text).not.toMatch(own === "us" ? /[-_]eu\b/ : /[-_]us\b/);
    }
  });
});
