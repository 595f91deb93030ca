-- What somebody had written into a file: the question as it was asked, how far it is, and until when it can be fetched.

-- migrate:up
CREATE TABLE exports (
  id text PRIMARY KEY,
  org_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  region text NOT NULL CHECK (region IN ('us', 'eu')),
  created_by text NOT NULL,
  created_by_name text NOT NULL,
  source text NOT NULL,
  format text NOT NULL CHECK (format IN ('csv', 'jsonl', 'parquet')),
  question jsonb NOT NULL,
  state text NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'running', 'ready', 'failed', 'cancelled', 'expired')),
  total_rows bigint CHECK (total_rows >= 0),
  rows bigint NOT NULL DEFAULT 0 CHECK (rows >= 0),
  bytes bigint NOT NULL DEFAULT 0 CHECK (bytes >= 0),
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  expires_at timestamptz NOT NULL
);
CREATE INDEX exports_org ON exports (org_id, created_at DESC, id DESC);
CREATE INDEX exports_state ON exports (region, state, expires_at);

ALTER TABLE exports ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- A question never changes; the tenant may give one up.
GRANT SELECT, INSERT, UPDATE (state, updated_at, finished_at) ON exports TO fleetglass_app;
GRANT SELECT, UPDATE (state, total_rows, rows, bytes, error, updated_at, finished_at), DELETE ON exports
  TO fleetglass_jobs;

CREATE POLICY exports_tenant ON exports TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));
CREATE POLICY exports_jobs ON exports TO fleetglass_jobs USING (true);

-- migrate:down
DROP TABLE exports;
