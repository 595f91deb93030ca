-- Lines of the audit log are kept for three years. Their removal is a function of the owner: the jobs may call it and no more,
-- and neither it nor the owner's policies can reach a younger line, which the trigger refuses besides.

-- migrate:up
CREATE POLICY audit_log_expired_seen ON audit_log FOR SELECT TO CURRENT_USER USING (at < now() - interval '3 years');
CREATE POLICY audit_log_expired ON audit_log FOR DELETE TO CURRENT_USER USING (at < now() - interval '3 years');
CREATE INDEX audit_log_at ON audit_log USING brin (at);

CREATE FUNCTION remove_expired_audit_lines(most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM audit_log WHERE id IN (
    SELECT id FROM audit_log WHERE at < now() - interval '3 years' LIMIT most
  );
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
REVOKE EXECUTE ON FUNCTION remove_expired_audit_lines(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION remove_expired_audit_lines(integer) TO fleetglass_jobs;

-- migrate:down
DROP FUNCTION remove_expired_audit_lines(integer);
DROP INDEX audit_log_at;
DROP POLICY audit_log_expired ON audit_log;
DROP POLICY audit_log_expired_seen ON audit_log;
