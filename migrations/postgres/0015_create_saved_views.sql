-- What people of an organisation look at again and again: a page of the dashboard with its filters.

-- migrate:up
CREATE TABLE saved_views (
  id text PRIMARY KEY,
  org_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  page text NOT NULL,
  state text NOT NULL CHECK (length(state) <= 4096),
  shared boolean NOT NULL,
  created_by text REFERENCES users (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX saved_views_org ON saved_views (org_id, name, id);

ALTER TABLE saved_views ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, DELETE, UPDATE (name, state, shared, updated_at) ON saved_views TO fleetglass_app;

CREATE POLICY saved_views_tenant ON saved_views TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));

-- migrate:down
DROP TABLE saved_views;
