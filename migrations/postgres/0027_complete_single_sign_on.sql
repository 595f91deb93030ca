-- Single sign-on: what an identity provider of an organisation is, sign-ins that are under way, and which sessions came of them.
-- No route wrote an identity provider before this one, so the columns for them are made anew.
--
-- The tenant's role never reads a client secret: it writes the sealed form, and the sign-in role alone reads it.

-- migrate:up
ALTER TABLE sso_providers
  DROP COLUMN provider_id, DROP COLUMN oidc_config, DROP COLUMN saml_config, DROP COLUMN user_id,
  ADD COLUMN name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  ADD COLUMN protocol text NOT NULL CHECK (protocol IN ('oidc', 'saml')),
  ADD COLUMN config jsonb NOT NULL CHECK (jsonb_typeof(config) = 'object'),
  ADD COLUMN sealed_secret text CHECK ((sealed_secret IS NULL) = (protocol = 'saml')),
  ADD COLUMN domain_token text NOT NULL,
  ADD COLUMN group_claim text,
  ADD COLUMN group_roles jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(group_roles) = 'object'),
  ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
  ADD CHECK (domain = lower(domain));

REVOKE SELECT, INSERT, UPDATE ON sso_providers FROM fleetglass_app;
GRANT SELECT (id, org_id, name, protocol, issuer, domain, domain_token, domain_verified, config, default_role, group_claim,
    group_roles, enforced, created_at, updated_at),
  INSERT (id, org_id, name, protocol, issuer, domain, domain_token, config, sealed_secret, default_role, group_claim, group_roles),
  UPDATE (name, issuer, config, sealed_secret, domain_verified, default_role, group_claim, group_roles, enforced, updated_at)
  ON sso_providers TO fleetglass_app;

-- A sign-in on its way: what was sent along, to which browser, and who came back. It ends with its first use.
CREATE TABLE sso_flows (
  id text PRIMARY KEY,
  provider_id text NOT NULL REFERENCES sso_providers (id) ON DELETE CASCADE,
  browser_hash text NOT NULL,
  nonce text NOT NULL,
  code_verifier text NOT NULL,
  next_path text NOT NULL,
  identity jsonb,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sso_flows_provider ON sso_flows (provider_id);
CREATE INDEX sso_flows_expiry ON sso_flows (expires_at);
ALTER TABLE sso_flows ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (identity), DELETE ON sso_flows TO fleetglass_auth;
CREATE POLICY sso_flows_auth ON sso_flows TO fleetglass_auth USING (true);

-- The provider that a session was opened through; what it vouched for ends with it.
ALTER TABLE sessions ADD COLUMN sso_provider_id text;
CREATE INDEX sessions_sso_provider ON sessions (sso_provider_id) WHERE sso_provider_id IS NOT NULL;

-- migrate:down
DROP INDEX sessions_sso_provider;
ALTER TABLE sessions DROP COLUMN sso_provider_id;
DROP TABLE sso_flows;
DELETE FROM sso_providers;
ALTER TABLE sso_providers
  DROP COLUMN name, DROP COLUMN protocol, DROP COLUMN config, DROP COLUMN sealed_secret, DROP COLUMN domain_token,
  DROP COLUMN group_claim, DROP COLUMN group_roles, DROP COLUMN updated_at, DROP CONSTRAINT IF EXISTS sso_providers_domain_check,
  ADD COLUMN provider_id text NOT NULL UNIQUE, ADD COLUMN oidc_config text, ADD COLUMN saml_config text,
  ADD COLUMN user_id text REFERENCES users (id) ON DELETE SET NULL;
REVOKE SELECT, INSERT, UPDATE ON sso_providers FROM fleetglass_app;
GRANT SELECT, INSERT, UPDATE (domain_verified, default_role, enforced) ON sso_providers TO fleetglass_app;
