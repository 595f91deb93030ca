-- Who there is: organisations, people, their sign-ins and their roles.
--
-- Two roles log in, neither owns a table, and row-level security is forced on every table of a tenant:
--   fleetglass_app   speaks for one organisation, named by the setting app.current_org_id in the same transaction.
--                    Without the setting it sees and writes nothing. It has no grant on sign-in secrets.
--   fleetglass_auth  is the sign-in library: it asks who somebody is before any organisation is known, so its
--                    policies pass every row, and its grants stop at the tables it needs.
-- After a transaction a custom setting reads '' and not NULL, hence nullif.

-- migrate:up
CREATE TABLE organizations (
  id text PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  residency text NOT NULL CHECK (residency IN ('us', 'eu', 'global')),
  plan text NOT NULL DEFAULT 'free',
  time_zone text NOT NULL DEFAULT 'UTC',
  settings jsonb NOT NULL DEFAULT '{}',
  seats integer CHECK (seats > 0),
  monthly_events bigint CHECK (monthly_events > 0),
  logo text,
  metadata text,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE users (
  id text PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE accounts (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  provider_id text NOT NULL,
  account_id text NOT NULL,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (provider_id, account_id)
);
CREATE INDEX accounts_user ON accounts (user_id);

CREATE TABLE sessions (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  token text NOT NULL UNIQUE,
  active_org_id text REFERENCES organizations (id) ON DELETE SET NULL,
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE verifications (
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX verifications_identifier ON verifications (identifier);

CREATE TABLE members (
  id text PRIMARY KEY,
  org_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('viewer', 'user', 'manager', 'admin')),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (org_id, user_id)
);
CREATE INDEX members_user ON members (user_id);

CREATE TABLE invitations (
  id text PRIMARY KEY,
  org_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('viewer', 'user', 'manager', 'admin')),
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'accepted', 'rejected', 'canceled')),
  inviter_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX invitations_org ON invitations (org_id);
CREATE INDEX invitations_email ON invitations (email);

CREATE TABLE teams (
  id text PRIMARY KEY,
  org_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 128),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (org_id, name)
);

ALTER TABLE organizations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE members ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE teams ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, UPDATE (name, time_zone, settings) ON organizations TO fleetglass_app;
GRANT SELECT ON users, members, invitations TO fleetglass_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON teams TO fleetglass_app;

CREATE POLICY organizations_tenant ON organizations TO fleetglass_app
  USING (id = nullif(current_setting('app.current_org_id', true), ''));
CREATE POLICY members_tenant ON members TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));
CREATE POLICY invitations_tenant ON invitations TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));
CREATE POLICY teams_tenant ON teams TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));
-- A person belongs to no single organisation: a tenant sees those who are its members, which members_tenant decides.
CREATE POLICY users_tenant ON users TO fleetglass_app
  USING (EXISTS (SELECT FROM members WHERE members.user_id = users.id));

GRANT SELECT, INSERT, UPDATE, DELETE ON users, accounts, sessions, verifications, members, invitations
  TO fleetglass_auth;
-- Residency, plan and quotas are out of the sign-in library's reach once an organisation exists.
GRANT SELECT, INSERT, UPDATE (name, slug, logo, metadata) ON organizations TO fleetglass_auth;

CREATE POLICY organizations_auth ON organizations TO fleetglass_auth USING (true);
CREATE POLICY users_auth ON users TO fleetglass_auth USING (true);
CREATE POLICY members_auth ON members TO fleetglass_auth USING (true);
CREATE POLICY invitations_auth ON invitations TO fleetglass_auth USING (true);

-- migrate:down
DROP TABLE teams;
DROP TABLE invitations;
-- The policy on users reads members, which could not be dropped before it.
DROP POLICY users_tenant ON users;
DROP TABLE members;
DROP TABLE verifications;
DROP TABLE sessions;
DROP TABLE accounts;
DROP TABLE users;
DROP TABLE organizations;
