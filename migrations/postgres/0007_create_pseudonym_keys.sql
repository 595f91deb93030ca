-- The secret that an organisation's pseudonyms are made with. It is made once and kept: with another one, the same person
-- would have another name. Like an organisation, it is shown to whoever knows the hash of one of its API keys.

-- migrate:up
CREATE TABLE pseudonym_keys (
  org_id text PRIMARY KEY REFERENCES organizations (id) ON DELETE CASCADE,
  secret text NOT NULL CHECK (secret ~ '^[0-9a-f]{64}$'),
  created_at timestamptz NOT NULL DEFAULT now()
);

ALTER TABLE pseudonym_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT ON pseudonym_keys TO fleetglass_app;

CREATE POLICY pseudonym_keys_tenant ON pseudonym_keys TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));
CREATE POLICY pseudonym_keys_lookup ON pseudonym_keys FOR SELECT TO fleetglass_app
  USING (EXISTS (
    SELECT FROM api_keys
    WHERE api_keys.org_id = pseudonym_keys.org_id
      AND api_keys.key_hash = nullif(current_setting('app.key_hash', true), '')
  ));

-- migrate:down
DROP TABLE pseudonym_keys;
