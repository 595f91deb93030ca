-- What signing in can take beside a password: codes of an authenticator, passkeys, an identity provider of the organisation;
-- and counts of tries, by which guessing is slowed down.

-- migrate:up
ALTER TABLE users ADD COLUMN two_factor_enabled boolean NOT NULL DEFAULT false;

CREATE TABLE two_factors (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  verified boolean NOT NULL DEFAULT true,
  failed_verification_count integer NOT NULL DEFAULT 0,
  locked_until timestamptz
);
CREATE INDEX two_factors_user ON two_factors (user_id);

CREATE TABLE passkeys (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name text,
  public_key text NOT NULL,
  credential_id text NOT NULL UNIQUE,
  counter bigint NOT NULL,
  device_type text NOT NULL,
  backed_up boolean NOT NULL,
  transports text,
  aaguid text,
  created_at timestamptz DEFAULT now()
);
CREATE INDEX passkeys_user ON passkeys (user_id);

-- An identity provider belongs to an organisation; its admins set it up, and sign-in asks for it before one is known.
CREATE TABLE sso_providers (
  id text PRIMARY KEY,
  org_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  provider_id text NOT NULL UNIQUE,
  issuer text NOT NULL,
  domain text NOT NULL,
  domain_verified boolean NOT NULL DEFAULT false,
  oidc_config text,
  saml_config text,
  user_id text REFERENCES users (id) ON DELETE SET NULL,
  default_role text NOT NULL DEFAULT 'viewer' CHECK (default_role IN ('viewer', 'user', 'manager', 'admin')),
  -- Where set, members with an address of the domain sign in through the provider only.
  enforced boolean NOT NULL DEFAULT false CHECK (domain_verified OR NOT enforced),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sso_providers_org ON sso_providers (org_id);
-- A domain answers to one organisation.
CREATE UNIQUE INDEX sso_providers_verified_domain ON sso_providers (domain) WHERE domain_verified;

CREATE TABLE sign_in_attempts (
  id text PRIMARY KEY,
  key text NOT NULL UNIQUE,
  count integer NOT NULL,
  last_request bigint NOT NULL
);
CREATE INDEX sign_in_attempts_last_request ON sign_in_attempts (last_request);

ALTER TABLE sso_providers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE, DELETE ON two_factors, passkeys, sign_in_attempts, sso_providers TO fleetglass_auth;
GRANT SELECT, INSERT, UPDATE (domain_verified, default_role, enforced), DELETE ON sso_providers TO fleetglass_app;
CREATE POLICY sso_providers_auth ON sso_providers TO fleetglass_auth USING (true);
CREATE POLICY sso_providers_tenant ON sso_providers TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));

CREATE FUNCTION audit_second_factor() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owner_id text;
BEGIN
  IF TG_OP = 'DELETE' THEN owner_id := OLD.user_id; ELSE owner_id := NEW.user_id; END IF;
  INSERT INTO audit_log (id, org_id, actor_kind, actor_id, action, target_id, request_id)
  SELECT 'aud_' || replace(gen_random_uuid()::text, '-', ''), members.org_id, 'user', owner_id,
    TG_ARGV[0] || CASE WHEN TG_OP = 'DELETE' THEN '.removed' ELSE '.added' END, owner_id, 'sign-in'
  FROM members WHERE members.user_id = owner_id;
  RETURN NULL;
END $$;
-- An authenticator counts from when its first code was right.
CREATE TRIGGER two_factors_added AFTER UPDATE OF verified ON two_factors FOR EACH ROW
  WHEN (NEW.verified AND NOT OLD.verified) EXECUTE FUNCTION audit_second_factor('authenticator');
CREATE TRIGGER two_factors_removed AFTER DELETE ON two_factors FOR EACH ROW
  WHEN (OLD.verified) EXECUTE FUNCTION audit_second_factor('authenticator');
CREATE TRIGGER passkeys_audit AFTER INSERT OR DELETE ON passkeys FOR EACH ROW
  EXECUTE FUNCTION audit_second_factor('passkey');

-- migrate:down
DROP TABLE sign_in_attempts;
DROP TABLE sso_providers;
DROP TABLE passkeys;
DROP TABLE two_factors;
DROP FUNCTION audit_second_factor();
ALTER TABLE users DROP COLUMN two_factor_enabled;
