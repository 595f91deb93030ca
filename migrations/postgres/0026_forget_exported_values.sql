-- A question of an export may name people. Once its file is gone the jobs forget what values it had, and the organisation does
-- so when it erases somebody; what it was about in kind stays.

-- migrate:up
GRANT UPDATE (question) ON exports TO fleetglass_jobs;
GRANT UPDATE (question, created_by_name) ON exports TO fleetglass_app;

CREATE FUNCTION forget_values(question jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT (question - 'text') || jsonb_build_object(
    'sees', '{"teams": [], "userIds": []}'::jsonb,
    'filters', coalesce(
      (SELECT jsonb_agg(filter || '{"include": [], "exclude": []}') FROM jsonb_array_elements(question -> 'filters') AS filter),
      '[]'
    )
  )
$$;

-- migrate:down
DROP FUNCTION forget_values(jsonb);
REVOKE UPDATE (question, created_by_name) ON exports FROM fleetglass_app;
REVOKE UPDATE (question) ON exports FROM fleetglass_jobs;
