-- Runs of the jobs Workers, for people to look at: what runs when and resumes how is the workflow engine's.
--
-- fleetglass_jobs is the login of the jobs Workers. It belongs to no organisation, so its policies pass every row, and
-- its grants stop at the columns its jobs need.

-- migrate:up
CREATE TABLE job_runs (
  region text NOT NULL CHECK (region IN ('us', 'eu')),
  id text NOT NULL CHECK (length(id) <= 100),
  job text NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'complete', 'failed', 'stopped')),
  input jsonb NOT NULL DEFAULT '{}',
  progress jsonb NOT NULL DEFAULT '{}',
  error text,
  started_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (region, id)
);
CREATE INDEX job_runs_started ON job_runs (region, started_at DESC);

GRANT SELECT, INSERT, UPDATE, DELETE ON job_runs TO fleetglass_jobs;
-- Readiness says which jobs failed last.
GRANT SELECT ON job_runs TO fleetglass_app;

-- Sign-ins that are over are swept without being read.
GRANT SELECT (expires_at), DELETE ON sessions, verifications TO fleetglass_jobs;

-- Retention is the organisation's own.
GRANT SELECT (id, residency, settings) ON organizations TO fleetglass_jobs;
CREATE POLICY organizations_jobs ON organizations FOR SELECT TO fleetglass_jobs USING (true);

-- migrate:down
DROP POLICY organizations_jobs ON organizations;
REVOKE SELECT (id, residency, settings) ON organizations FROM fleetglass_jobs;
REVOKE SELECT (expires_at), DELETE ON sessions, verifications FROM fleetglass_jobs;
DROP TABLE job_runs;
