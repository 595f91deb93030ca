-- What models cost. price_table holds the list prices and belongs to no tenant; org_prices holds what an organisation has
-- set for itself. Rates are JSON in the form of the contract, in US dollars per million tokens.

-- migrate:up
CREATE TABLE price_table (
  model text NOT NULL,
  valid_from timestamptz NOT NULL,
  provider text NOT NULL,
  rates jsonb NOT NULL,
  source_url text NOT NULL,
  checked_on date NOT NULL,
  revision text NOT NULL,
  PRIMARY KEY (model, valid_from)
);

GRANT SELECT ON price_table TO fleetglass_app;

CREATE TABLE org_prices (
  id text PRIMARY KEY,
  org_id text NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  model text NOT NULL CHECK (length(model) BETWEEN 1 AND 128),
  valid_from timestamptz NOT NULL,
  rates jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (org_id, model, valid_from)
);

ALTER TABLE org_prices ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, DELETE, UPDATE (rates, updated_at) ON org_prices TO fleetglass_app;

CREATE POLICY org_prices_tenant ON org_prices TO fleetglass_app
  USING (org_id = nullif(current_setting('app.current_org_id', true), ''));
CREATE POLICY org_prices_lookup ON org_prices FOR SELECT TO fleetglass_app
  USING (EXISTS (
    SELECT FROM api_keys
    WHERE api_keys.org_id = org_prices.org_id
      AND api_keys.key_hash = nullif(current_setting('app.key_hash', true), '')
  ));

-- migrate:down
DROP TABLE org_prices;
DROP TABLE price_table;
