-- What an organisation has said of errors: that one is known and not worth a look, or that it is mended. Errors without a
-- row are open.

-- migrate:up
CREATE TABLE error_states (
  org_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  fingerprint text NOT NULL CHECK (length(fingerprint) BETWEEN 1 AND 256),
  state text NOT NULL CHECK (state IN ('muted', 'resolved')),
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (org_id, fingerprint)
);

ALTER TABLE error_states ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, DELETE, UPDATE (state, changed_at) ON error_states TO fleetglass_app;

CREATE POLICY error_states_tenant ON error_states TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));

-- migrate:down
DROP TABLE error_states;
