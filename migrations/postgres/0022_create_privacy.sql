-- Erasures and consents. An erasure keeps digests of what the person was called and never the names, so that nothing here
-- has to be erased itself, and the edge can recognise events that come late.

-- migrate:up
CREATE TABLE erasures (
  id text PRIMARY KEY,
  org_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  digests text[] NOT NULL CHECK (cardinality(digests) > 0),
  reason text,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'complete')),
  receipt jsonb NOT NULL DEFAULT '{}',
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT now(),
  completed_at timestamptz
);
CREATE INDEX erasures_org ON erasures (org_id, requested_at DESC);

CREATE TABLE consents (
  id text PRIMARY KEY,
  org_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  user_id text NOT NULL,
  purpose text NOT NULL,
  granted boolean NOT NULL,
  version text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX consents_org ON consents (org_id, at DESC);

ALTER TABLE erasures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE consents ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE (receipt) ON erasures TO fleetglass_app;
-- What was agreed to is followed by another line, never changed.
GRANT SELECT, INSERT ON consents TO fleetglass_app;
GRANT DELETE ON invitations TO fleetglass_app;
GRANT SELECT, UPDATE (state, receipt, completed_at) ON erasures TO fleetglass_jobs;

CREATE POLICY erasures_tenant ON erasures TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));
CREATE POLICY erasures_lookup ON erasures FOR SELECT TO fleetglass_app
  USING (EXISTS (
    SELECT FROM api_keys
    WHERE api_keys.org_id = erasures.org_id
      AND api_keys.key_hash = nullif(current_setting('app.key_hash', true), '')
  ));
CREATE POLICY erasures_jobs ON erasures TO fleetglass_jobs USING (true);
CREATE POLICY consents_tenant ON consents TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));

-- migrate:down
REVOKE DELETE ON invitations FROM fleetglass_app;
DROP TABLE consents;
DROP TABLE erasures;
