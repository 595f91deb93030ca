-- What was done to an organisation's set-up, by whom. Append-only: no login role may change or remove a line.

-- migrate:up
CREATE TABLE audit_log (
  id text PRIMARY KEY,
  org_id text NOT NULL REFERENCES organizations (id),
  at timestamptz NOT NULL DEFAULT now(),
  actor_id text NOT NULL,
  action text NOT NULL,
  target_id text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}',
  request_id text NOT NULL
);
CREATE INDEX audit_log_org ON audit_log (org_id, at DESC);

ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT ON audit_log TO fleetglass_app;

CREATE POLICY audit_log_tenant ON audit_log TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));

-- migrate:down
DROP TABLE audit_log;
