/** Days that things are kept, where no organisation says otherwise. What rows may be old in ClickHouse, its tables' TTLs say. */
export const RETENTION_DAYS = {
  /** Rows as they were received, from which ClickHouse is rebuilt. */
  rawLog: 30,
  /** Messages that could not be stored. */
  deadLetters: 30,
  /** Files that somebody had written. */
  exports: 7,
  /** Records of job runs and of exports. */
  records: 90,
} as const;
