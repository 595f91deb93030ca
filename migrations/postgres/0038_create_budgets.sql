-- What an organisation, or one of its teams, is to spend in a month. A team is named as its events name it; the empty name
-- is the whole organisation.

-- migrate:up
CREATE TABLE budgets (
  org_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  team text NOT NULL CHECK (length(team) <= 256),
  limit_usd numeric(12, 2) NOT NULL CHECK (limit_usd > 0),
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (org_id, team)
);

ALTER TABLE budgets ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, DELETE, UPDATE (limit_usd, changed_at) ON budgets TO fleetglass_app;

CREATE POLICY budgets_tenant ON budgets TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));

-- migrate:down
DROP TABLE budgets;
