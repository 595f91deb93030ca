-- What was received in a month is counted for quotas without reading what was received before: events come in roughly in the
-- order of their own time, so that few of the other granules reach into the month.
-- migrate:up
ALTER TABLE events ADD INDEX events_received received_at TYPE minmax GRANULARITY 1;
ALTER TABLE events MATERIALIZE INDEX events_received;

-- migrate:down
ALTER TABLE events DROP INDEX events_received;
