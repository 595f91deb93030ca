-- An organisation without a region in its residency has a home: everything of it is stored and asked there.

-- migrate:up
ALTER TABLE organizations
  ADD COLUMN home_region text CHECK (home_region IN ('us', 'eu')),
  ADD CONSTRAINT organizations_home CHECK (residency = 'global' OR home_region IS NULL),
  ADD COLUMN region text NOT NULL
    GENERATED ALWAYS AS (CASE WHEN residency = 'global' THEN coalesce(home_region, 'us') ELSE residency END) STORED;

-- migrate:down
ALTER TABLE organizations DROP COLUMN region, DROP CONSTRAINT organizations_home, DROP COLUMN home_region;
