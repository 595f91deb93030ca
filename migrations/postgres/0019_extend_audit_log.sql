-- Who did what, from where: the log also says what kind of actor it was and where the request came from, and nobody can
-- change it, its owner included. Lines are kept for three years, longer than the organisation if need be.
--
-- The tenant's connection names the origin in settings, so that every line written in its transactions carries it.

-- migrate:up
ALTER TABLE audit_log
  DROP CONSTRAINT audit_log_org_id_fkey,
  ADD COLUMN actor_kind text NOT NULL DEFAULT coalesce(nullif(current_setting('app.actor_kind', true), ''), 'user')
    CHECK (actor_kind IN ('user', 'api_key', 'operator', 'system', 'unknown')),
  ADD COLUMN ip text DEFAULT nullif(current_setting('app.ip', true), ''),
  ADD COLUMN user_agent text DEFAULT nullif(current_setting('app.user_agent', true), '');
DROP INDEX audit_log_org;
CREATE INDEX audit_log_org ON audit_log (org_id, at DESC, id DESC);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.at < now() - interval '3 years' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- The sign-in role writes what happens at the door and reads nothing of it.
GRANT INSERT ON audit_log TO fleetglass_auth;
CREATE POLICY audit_log_door ON audit_log FOR INSERT TO fleetglass_auth WITH CHECK (true);

-- The sign-in library writes sessions itself, so the database writes their lines, in the same transaction.
CREATE FUNCTION audit_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  session sessions;
BEGIN
  IF TG_OP = 'INSERT' THEN session := NEW; ELSE session := OLD; END IF;
  -- A session that ran out is swept away later; that is nobody's doing.
  IF TG_OP = 'DELETE' AND session.expires_at <= now() THEN
    RETURN NULL;
  END IF;
  INSERT INTO audit_log (id, org_id, actor_kind, actor_id, action, target_id, ip, user_agent, request_id)
  SELECT 'aud_' || replace(gen_random_uuid()::text, '-', ''), members.org_id, 'user', session.user_id,
    CASE TG_OP WHEN 'INSERT' THEN 'session.opened' ELSE 'session.closed' END,
    session.id, nullif(session.ip_address, ''), left(session.user_agent, 256), 'sign-in'
  FROM members WHERE members.user_id = session.user_id;
  RETURN NULL;
END $$;
CREATE TRIGGER sessions_audit AFTER INSERT OR DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION audit_session();

CREATE FUNCTION audit_password() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_log (id, org_id, actor_kind, actor_id, action, target_id, request_id)
  SELECT 'aud_' || replace(gen_random_uuid()::text, '-', ''), members.org_id, 'user', NEW.user_id, 'password.changed',
    NEW.user_id, 'sign-in'
  FROM members WHERE members.user_id = NEW.user_id;
  RETURN NULL;
END $$;
CREATE TRIGGER accounts_audit AFTER UPDATE OF password ON accounts FOR EACH ROW
  WHEN (OLD.password IS DISTINCT FROM NEW.password) EXECUTE FUNCTION audit_password();

-- migrate:down
DROP TRIGGER accounts_audit ON accounts;
DROP FUNCTION audit_password();
DROP TRIGGER sessions_audit ON sessions;
DROP FUNCTION audit_session();
DROP POLICY audit_log_door ON audit_log;
REVOKE INSERT ON audit_log FROM fleetglass_auth;
DROP TRIGGER audit_log_no_truncate ON audit_log;
DROP TRIGGER audit_log_append_only ON audit_log;
DROP FUNCTION refuse_audit_change();
DROP INDEX audit_log_org;
CREATE INDEX audit_log_org ON audit_log (org_id, at DESC);
-- Lines of organisations that are gone stay, so the reference is not put back for the rows that are there.
ALTER TABLE audit_log DROP COLUMN user_agent, DROP COLUMN ip, DROP COLUMN actor_kind,
  ADD CONSTRAINT audit_log_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) NOT VALID;
