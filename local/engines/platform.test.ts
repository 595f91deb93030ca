import { describe, expect, it } from "vitest";
import { choosePlatform } from "./platform.ts";

const linux = { os: "linux", arch: "x64", libc: "glibc", cpuFlags: "fpu sse4_2 avx avx2" } as const;

describe("choosePlatform()", () => {
  it("names a supported platform", () => {
    expect(choosePlatform(linux)).toBe("linux-x64");
    expect(choosePlatform({ os: "darwin", arch: "arm64", libc: "none" })).toBe("darwin-arm64");
    expect(choosePlatform({ ...linux, arch: "arm64", cpuFlags: undefined })).toBe("linux-arm64");
  });

  it("names the platform it refuses and the way around", () => {
    expect(() => choosePlatform({ os: "win32", arch: "x64", libc: "none" })).toThrow(/win32-x64.*CLICKHOUSE_URL/);
  });

  it("refuses musl and processors without AVX2", () => {
    expect(() => choosePlatform({ ...linux, libc: "musl" })).toThrow(/musl/);
    expect(() => choosePlatform({ ...linux, cpuFlags: "fpu sse4_2 avx" })).toThrow(/AVX2/);
  });
});
