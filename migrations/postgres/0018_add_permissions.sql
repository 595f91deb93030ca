-- Who may do what, beyond the four roles: teams have members, and an organisation can make roles of its own.
-- A member with a role of the organisation's own has its grants instead of those of `role`.
--
-- Every reference carries org_id, so that not even a mistake can tie a row to something of another organisation.

-- migrate:up
CREATE TABLE custom_roles (
  id text PRIMARY KEY,
  org_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  grants jsonb NOT NULL CHECK (jsonb_typeof(grants) = 'object'),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (org_id, name),
  UNIQUE (org_id, id)
);

ALTER TABLE members
  ADD COLUMN custom_role_id text,
  ADD UNIQUE (org_id, id),
  ADD FOREIGN KEY (org_id, custom_role_id) REFERENCES custom_roles (org_id, id);
ALTER TABLE teams ADD UNIQUE (org_id, id);

CREATE TABLE team_members (
  org_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  team_id text NOT NULL,
  member_id text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (team_id, member_id),
  FOREIGN KEY (org_id, team_id) REFERENCES teams (org_id, id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, member_id) REFERENCES members (org_id, id) ON DELETE CASCADE
);
CREATE INDEX team_members_member ON team_members (member_id);

ALTER TABLE custom_roles ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE team_members ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE (name, grants, updated_at), DELETE ON custom_roles TO fleetglass_app;
GRANT SELECT, INSERT, DELETE ON team_members TO fleetglass_app;
-- People join through the sign-in role, which asks before an organisation is known; what becomes of them there is the tenant's.
GRANT UPDATE (role, custom_role_id), DELETE ON members TO fleetglass_app;
GRANT INSERT, UPDATE (status) ON invitations TO fleetglass_app;

CREATE POLICY custom_roles_tenant ON custom_roles TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));
CREATE POLICY team_members_tenant ON team_members TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));

-- Whoever signs in is told at once what they may do.
GRANT SELECT ON custom_roles, team_members, teams TO fleetglass_auth;
CREATE POLICY custom_roles_auth ON custom_roles FOR SELECT TO fleetglass_auth USING (true);
CREATE POLICY team_members_auth ON team_members FOR SELECT TO fleetglass_auth USING (true);
CREATE POLICY teams_auth ON teams FOR SELECT TO fleetglass_auth USING (true);

-- An organisation can be held still, and can be on its way out; both can be taken back.
ALTER TABLE organizations
  ADD COLUMN suspended_at timestamptz,
  ADD COLUMN suspended_reason text CHECK (length(suspended_reason) <= 500),
  ADD COLUMN deletion_due_at timestamptz;
GRANT UPDATE (deletion_due_at) ON organizations TO fleetglass_app;

-- migrate:down
REVOKE UPDATE (deletion_due_at) ON organizations FROM fleetglass_app;
ALTER TABLE organizations DROP COLUMN suspended_at, DROP COLUMN suspended_reason, DROP COLUMN deletion_due_at;
DROP POLICY teams_auth ON teams;
REVOKE SELECT ON teams FROM fleetglass_auth;
REVOKE INSERT, UPDATE (status) ON invitations FROM fleetglass_app;
REVOKE UPDATE (role, custom_role_id), DELETE ON members FROM fleetglass_app;
DROP TABLE team_members;
ALTER TABLE members DROP COLUMN custom_role_id, DROP CONSTRAINT members_org_id_id_key;
ALTER TABLE teams DROP CONSTRAINT teams_org_id_id_key;
DROP TABLE custom_roles;
