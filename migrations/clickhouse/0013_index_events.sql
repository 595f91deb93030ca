-- One event by its id, and an error by its fingerprint, are found without reading a tenant's every row.
-- migrate:up
ALTER TABLE events ADD INDEX events_id event_id TYPE bloom_filter(0.01) GRANULARITY 4;
ALTER TABLE events ADD INDEX events_fingerprint fingerprint TYPE bloom_filter(0.01) GRANULARITY 4;
ALTER TABLE events MATERIALIZE INDEX events_id;
ALTER TABLE events MATERIALIZE INDEX events_fingerprint;

-- migrate:down
ALTER TABLE events DROP INDEX events_fingerprint;
ALTER TABLE events DROP INDEX events_id;
