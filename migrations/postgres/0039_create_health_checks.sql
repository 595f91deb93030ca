-- How each dependency of the service has answered, checked about once a minute: a row for a stretch of one day in which it
-- answered alike. Nothing in it is of a tenant.

-- migrate:up
CREATE TABLE health_checks (
  dependency text NOT NULL CHECK (length(dependency) BETWEEN 1 AND 64),
  began_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL CHECK (seen_at >= began_at),
  status text NOT NULL CHECK (status IN ('ok', 'failing', 'timeout')),
  checks integer NOT NULL DEFAULT 1 CHECK (checks > 0),
  total_ms bigint NOT NULL CHECK (total_ms >= 0),
  slowest_ms integer NOT NULL CHECK (slowest_ms >= 0),
  PRIMARY KEY (dependency, began_at)
);

GRANT SELECT, INSERT, UPDATE (seen_at, checks, total_ms, slowest_ms) ON health_checks TO fleetglass_app;

-- migrate:down
DROP TABLE health_checks;
