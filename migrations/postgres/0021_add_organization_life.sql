-- How people join, and what operators decide about an organisation.

-- migrate:up
-- Who holds the token has read the mail. Only its SHA-256 is kept; the invitation's id opens nothing.
ALTER TABLE invitations ADD COLUMN token_hash text UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$');
CREATE UNIQUE INDEX invitations_pending ON invitations (org_id, email) WHERE status = 'pending';

GRANT UPDATE (plan, seats, monthly_events, suspended_at, suspended_reason) ON organizations TO fleetglass_app;

-- migrate:down
REVOKE UPDATE (plan, seats, monthly_events, suspended_at, suspended_reason) ON organizations FROM fleetglass_app;
DROP INDEX invitations_pending;
ALTER TABLE invitations DROP COLUMN token_hash;
