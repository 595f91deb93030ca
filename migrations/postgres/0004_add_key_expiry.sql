-- Keys may end by themselves: those made for a time, and those that another key has taken the place of.

-- migrate:up
ALTER TABLE api_keys ADD COLUMN expires_at timestamptz;
GRANT UPDATE (expires_at) ON api_keys TO fleetglass_app;

-- migrate:down
ALTER TABLE api_keys DROP COLUMN expires_at;
