-- A part that was replaced leaves the disk after a minute, not after eight: it may hold rows of somebody who was erased. It is
-- kept at all because its successor may still be in the system's memory only; Linux writes that out within thirty seconds.
-- migrate:up
ALTER TABLE events MODIFY SETTING old_parts_lifetime = 60;
ALTER TABLE sessions_hourly MODIFY SETTING old_parts_lifetime = 60;
ALTER TABLE session_models_hourly MODIFY SETTING old_parts_lifetime = 60;
ALTER TABLE sessions_daily MODIFY SETTING old_parts_lifetime = 60;
ALTER TABLE session_models_daily MODIFY SETTING old_parts_lifetime = 60;

-- migrate:down
ALTER TABLE events RESET SETTING old_parts_lifetime;
ALTER TABLE sessions_hourly RESET SETTING old_parts_lifetime;
ALTER TABLE session_models_hourly RESET SETTING old_parts_lifetime;
ALTER TABLE sessions_daily RESET SETTING old_parts_lifetime;
ALTER TABLE session_models_daily RESET SETTING old_parts_lifetime;
