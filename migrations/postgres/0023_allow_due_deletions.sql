-- The jobs delete organisations whose deletion is due, and no others: the policy says so, not the job.

-- migrate:up
GRANT SELECT (region, deletion_due_at), DELETE ON organizations TO fleetglass_jobs;
CREATE POLICY organizations_due ON organizations FOR DELETE TO fleetglass_jobs USING (deletion_due_at <= now());
GRANT INSERT ON audit_log TO fleetglass_jobs;
CREATE POLICY audit_log_jobs ON audit_log FOR INSERT TO fleetglass_jobs WITH CHECK (actor_kind = 'system');

-- migrate:down
DROP POLICY audit_log_jobs ON audit_log;
REVOKE INSERT ON audit_log FROM fleetglass_jobs;
DROP POLICY organizations_due ON organizations;
REVOKE SELECT (region, deletion_due_at), DELETE ON organizations FROM fleetglass_jobs;
