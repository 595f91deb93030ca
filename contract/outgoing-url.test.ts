import { describe, expect, it } from "vitest";
import { fetchOutgoing, refuseOutgoingUrl } from "./outgoing-url.ts";

describe("refuseOutgoingUrl()", () => {
  it.each([
    "https://hooks.example.com/services/T0?x=1",
    "https://example.com:8443/",
    "https://8.8.8.8/",
    "https://[2606:4700::1111]/",
    "https://idp.example.co.uk./metadata",
  ])("lets %s through", (url) => {
    expect(refuseOutgoingUrl(url)).toBeUndefined();
  });

  it.each([
    ["nothing", "not a URL"],
    ["http://example.com/", "not https"],
    ["file:///etc/passwd", "not https"],
    ["https://user:password@example.com/", "has credentials"],
    ["https://example.com:22/", "has a port of its own"],
    ["https://localhost/", "is not public"],
    ["https://LOCALHOST./", "is not public"],
    ["https://metadata.google.internal/", "is not public"],
    ["https://printer.local/", "is not public"],
    ["https://intranet/", "is not public"],
    ["https://127.0.0.1/", "is not public"],
    ["https://127.1/", "is not public"],
    ["https://2130706433/", "is not public"],
    ["https://0x7f.0.0.1/", "is not public"],
    ["https://0177.0.0.1/", "is not public"],
    ["https://169.254.169.254/latest/meta-data", "is not public"],
    ["https://10.1.2.3/", "is not public"],
    ["https://172.31.255.255/", "is not public"],
    ["https://192.168.0.1/", "is not public"],
    ["https://100.64.0.1/", "is not public"],
    ["https://224.0.0.1/", "is not public"],
    ["https://255.255.255.255/", "is not public"],
    ["https://１２７.０.０.１/", "is not public"],
    ["https://[::1]/", "is not public"],
    ["https://[::]/", "is not public"],
    ["https://[fe80::1]/", "is not public"],
    ["https://[fc00::1]/", "is not public"],
    ["https://[::ffff:127.0.0.1]/", "is not public"],
    ["https://[64:ff9b::10.0.0.1]/", "is not public"],
    ["https://[2002:7f00:1::]/", "is not public"],
    ["https://[2001:db8::1]/", "is not public"],
  ])("refuses %s, which %s", (url, refusal) => {
    expect(refuseOutgoingUrl(url)).toBe(refusal);
  });
});

describe("refuseOutgoingUrl() on a developer's machine", () => {
  it.each(["http://localhost:9000/issuer", "http://127.0.0.1:9000/"])("lets %s through", (url) => {
    expect(refuseOutgoingUrl(url, { loopback: true })).toBeUndefined();
  });

  it.each(["http://example.com/", "https://10.0.0.1/", "file://localhost/etc/passwd", "https://[::1]/"])(
    "still refuses %s",
    (url) => {
      expect(refuseOutgoingUrl(url, { loopback: true })).toBeDefined();
    },
  );
});

describe("fetchOutgoing()", () => {
  it("asks nothing that is refused", async () => {
    await expect(fetchOutgoing("https://127.0.0.1/", {}, 1_000)).rejects.toThrow(/is not public/);
  });
});
