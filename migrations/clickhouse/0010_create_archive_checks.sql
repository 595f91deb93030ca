-- What ClickHouse found in an archived file that was read back to it: rows and checksum. Only jobs write and read here.
-- migrate:up
CREATE TABLE archive_checks (
  check_id String CODEC(ZSTD(1)),
  at DateTime64(3, 'UTC') DEFAULT now64(3),
  rows UInt64,
  checksum UInt64
)
ENGINE = MergeTree
ORDER BY check_id
TTL toDateTime(at) + INTERVAL 7 DAY;

-- migrate:down
DROP TABLE archive_checks;
