-- Every row says when it was written, and every part says by its projection which hours of which organisations were
-- written into, and when last: that is how rollups know what they lack. A part and its projection are one, so no insert,
-- attached partition or merge can change an hour without saying so. Detail is kept a few days longer than events are
-- accepted, so that an hour is complete as long as it can change.
-- migrate:up
ALTER TABLE events MODIFY SETTING deduplicate_merge_projection_mode = 'rebuild', lightweight_mutation_projection_mode = 'rebuild';

ALTER TABLE events ADD COLUMN inserted_at DateTime64(6, 'UTC') MATERIALIZED now64(6) CODEC(Delta, ZSTD(1));

ALTER TABLE events MATERIALIZE COLUMN inserted_at;

ALTER TABLE events ADD PROJECTION touched_hours (
  SELECT org_id, toStartOfHour(timestamp), max(inserted_at), count()
  GROUP BY org_id, toStartOfHour(timestamp)
);

ALTER TABLE events MATERIALIZE PROJECTION touched_hours;

ALTER TABLE events MODIFY TTL toDateTime(timestamp) + INTERVAL 400 DAY;

-- migrate:down
ALTER TABLE events MODIFY TTL toDateTime(timestamp) + INTERVAL 13 MONTH;

ALTER TABLE events DROP PROJECTION touched_hours;

ALTER TABLE events DROP COLUMN inserted_at;

ALTER TABLE events RESET SETTING deduplicate_merge_projection_mode, lightweight_mutation_projection_mode;
