-- Keys that agents send with. Only the SHA-256 of a key is kept.
--
-- A key is looked up before its organisation is known. The lookup names the hash in the setting app.key_hash, and the
-- policies below then show that one key and its organisation, nothing else: whoever knows a key's hash has been shown
-- the key. No function with elevated rights and no role that sees every key is needed.

-- migrate:up
CREATE TABLE api_keys (
  id text PRIMARY KEY,
  org_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  prefix text NOT NULL,
  key_hash text NOT NULL UNIQUE CHECK (key_hash ~ '^[0-9a-f]{64}$'),
  scopes text[] NOT NULL CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['ingest', 'read']),
  created_by text REFERENCES users (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX api_keys_org ON api_keys (org_id, created_at DESC);

ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- A key is never deleted and never changes hands: it can be used, renamed and revoked.
GRANT SELECT, INSERT, UPDATE (name, last_used_at, revoked_at) ON api_keys TO fleetglass_app;

CREATE POLICY api_keys_tenant ON api_keys TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));
CREATE POLICY api_keys_lookup ON api_keys FOR SELECT TO fleetglass_app
  USING (key_hash = nullif(current_setting('app.key_hash', true), ''));
CREATE POLICY organizations_key_lookup ON organizations FOR SELECT TO fleetglass_app
  USING (EXISTS (
    SELECT FROM api_keys
    WHERE api_keys.org_id = organizations.id
      AND api_keys.key_hash = nullif(current_setting('app.key_hash', true), '')
  ));

-- migrate:down
DROP POLICY organizations_key_lookup ON organizations;
DROP TABLE api_keys;
