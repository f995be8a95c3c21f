-- The second wall behind the policy functions: rows by district, and students' rows by today's relationship.
-- Requests run as carryover_app with carryover.district, .adult, .roles and .today set for their transaction; unset means no rows.
-- The owner (migrations, sign-in, rebuild of reach, due jobs) has its own policy, since FORCE binds owners too.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'carryover_app') THEN
    CREATE ROLE carryover_app NOLOGIN NOBYPASSRLS;
  END IF;
  IF NOT pg_has_role(current_user, 'carryover_app', 'MEMBER') THEN
    EXECUTE format('GRANT carryover_app TO %I', current_user);
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO carryover_app', current_schema());
END $$;

CREATE FUNCTION my_district() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('carryover.district', true), '')::uuid $$;
CREATE FUNCTION my_adult() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('carryover.adult', true), '')::uuid $$;
CREATE FUNCTION my_today() RETURNS date LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('carryover.today', true), '')::date $$;
CREATE FUNCTION my_roles() RETURNS text[] LANGUAGE sql STABLE AS $$ SELECT string_to_array(coalesce(current_setting('carryover.role', true), ''), ',') $$;

-- Every table: forced, owner's policy.
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname <> 'schema_migration' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

CREATE POLICY own_district ON district FOR SELECT TO carryover_app USING (id = (SELECT my_district()));
GRANT SELECT ON district TO carryover_app;

-- The school day: seen by everybody who works in the district.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['school', 'school_date', 'bell_period', 'room', 'place', 'class', 'routine', 'routine_time', 'teacher_free',
    'co_teaching_agreement', 'class_exception', 'cue_set', 'adult', 'role_held', 'work_time', 'stand_in'] LOOP
    EXECUTE format('CREATE POLICY in_district ON %I FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND my_roles() <> ARRAY[''''])', t);
    EXECUTE format('GRANT SELECT ON %I TO carryover_app', t);
  END LOOP;
  -- changed by therapists and coordinators
  FOREACH t IN ARRAY ARRAY['school', 'school_date', 'bell_period', 'room', 'place', 'class', 'co_teaching_agreement', 'cue_set', 'work_time'] LOOP
    EXECUTE format('CREATE POLICY staff_add ON %I FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY[''therapist'', ''coordinator''])', t);
    EXECUTE format('CREATE POLICY staff_change ON %I FOR UPDATE TO carryover_app USING (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY[''therapist'', ''coordinator'']) WITH CHECK (district_id = (SELECT my_district()))', t);
    EXECUTE format('CREATE POLICY staff_remove ON %I FOR DELETE TO carryover_app USING (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY[''therapist'', ''coordinator''])', t);
    EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %I TO carryover_app', t);
  END LOOP;
  -- a class's day: also by the adults of that class, while they are
  FOREACH t IN ARRAY ARRAY['routine', 'routine_time', 'teacher_free', 'class_exception'] LOOP
    EXECUTE format($p$CREATE POLICY class_day_change ON %1$I FOR ALL TO carryover_app
      USING (district_id = (SELECT my_district()) AND ((SELECT my_roles()) && ARRAY['therapist', 'coordinator'] OR EXISTS (
        SELECT FROM role_held r WHERE r.district_id = %1$I.district_id AND r.adult_id = (SELECT my_adult()) AND r.class_id = %1$I.class_id
          AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today())))))
      WITH CHECK (district_id = (SELECT my_district()) AND ((SELECT my_roles()) && ARRAY['therapist', 'coordinator'] OR EXISTS (
        SELECT FROM role_held r WHERE r.district_id = %1$I.district_id AND r.adult_id = (SELECT my_adult()) AND r.class_id = %1$I.class_id
          AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today())))))$p$, t);
    EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %I TO carryover_app', t);
  END LOOP;
END $$;

-- Accounts and roles: changed by coordinators and the records officer; oneself may change one's own preferences.
CREATE POLICY accounts_add ON adult FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY['therapist', 'coordinator', 'records']);
CREATE POLICY accounts_change ON adult FOR UPDATE TO carryover_app
  USING (district_id = (SELECT my_district()) AND ((SELECT my_roles()) && ARRAY['coordinator', 'records'] OR id = (SELECT my_adult()))) WITH CHECK (district_id = (SELECT my_district()));
GRANT INSERT, UPDATE ON adult TO carryover_app;

-- Reach: one's own rows.
CREATE POLICY own_reach ON reach FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult()));
GRANT SELECT ON reach TO carryover_app;

-- Students: whoever reaches them today. `published` is enough for the label, the name and the class.
DO $$
DECLARE t text; key text;
BEGIN
  FOREACH t IN ARRAY ARRAY['student', 'student_name', 'enrollment', 'session_member', 'absence'] LOOP
    key := CASE t WHEN 'student' THEN 'id' ELSE 'student_id' END;
    EXECUTE format($p$CREATE POLICY reached ON %1$I FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND EXISTS (
      SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = %1$I.%2$I
        AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))))$p$, t, key);
    EXECUTE format('GRANT SELECT ON %I TO carryover_app', t);
  END LOOP;
  -- The record: whoever has the student on a caseload today.
  FOREACH t IN ARRAY ARRAY['iep', 'student_block', 'kept_apart', 'goal', 'goal_version', 'target', 'goal_routine', 'service_line', 'service_period', 'caseload_place'] LOOP
    EXECUTE format($p$CREATE POLICY record_seen ON %1$I FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND EXISTS (
      SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = %1$I.student_id AND r.reach = 'record'
        AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))))$p$, t);
    EXECUTE format('GRANT SELECT ON %I TO carryover_app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['student', 'student_name', 'enrollment', 'session_member', 'iep', 'student_block', 'kept_apart', 'goal', 'goal_version', 'target', 'goal_routine', 'service_line', 'service_period'] LOOP
    key := CASE t WHEN 'student' THEN 'id' ELSE 'student_id' END;
    EXECUTE format($p$CREATE POLICY record_change ON %1$I FOR ALL TO carryover_app
      USING (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY['therapist', 'case_manager'] AND EXISTS (
        SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = %1$I.%2$I AND r.reach = 'record'
          AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))))
      WITH CHECK (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY['therapist', 'case_manager'] AND EXISTS (
        SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = %1$I.%2$I AND r.reach = 'record'
          AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))))$p$, t, key);
    EXECUTE format('GRANT INSERT, UPDATE ON %I TO carryover_app', t);
  END LOOP;
END $$;
-- Only what is a plan, not a record, may be taken away again.
GRANT DELETE ON session_member, goal_routine, kept_apart TO carryover_app;

-- Absences of adults are seen in the district; anyone who works there may note one; withdrawn, not deleted.
CREATE POLICY adults_absent ON absence FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND student_id IS NULL AND my_roles() <> ARRAY['']);
CREATE POLICY absence_add ON absence FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND noted_by = (SELECT my_adult()) AND (student_id IS NULL OR EXISTS (
  SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = absence.student_id
    AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today())))));
CREATE POLICY absence_withdraw ON absence FOR UPDATE TO carryover_app USING (district_id = (SELECT my_district()) AND (student_id IS NULL OR EXISTS (
  SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = absence.student_id
    AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))))) WITH CHECK (district_id = (SELECT my_district()));
GRANT INSERT, UPDATE ON absence TO carryover_app;

-- Sessions: the one who leads, those who take part, the adults of the class, therapists and coordinators of the school.
CREATE POLICY session_seen ON session FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND (
  adult_id = (SELECT my_adult())
  OR EXISTS (SELECT FROM session_adult a WHERE a.district_id = session.district_id AND a.session_id = session.id AND a.adult_id = (SELECT my_adult()))
  OR EXISTS (SELECT FROM role_held h WHERE h.district_id = session.district_id AND h.adult_id = (SELECT my_adult())
      AND h.from_date <= (SELECT my_today()) AND (h.to_date IS NULL OR h.to_date >= (SELECT my_today()))
      AND (h.class_id = session.class_id OR (h.role IN ('therapist', 'assistant', 'coordinator', 'case_manager') AND (h.school_id IS NULL OR h.school_id = session.school_id))))));
CREATE POLICY session_change ON session FOR ALL TO carryover_app
  USING (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY['therapist', 'assistant', 'paraprofessional'] AND (adult_id = (SELECT my_adult()) OR EXISTS (
    SELECT FROM stand_in s WHERE s.district_id = session.district_id AND s.adult_id = (SELECT my_adult()) AND s.for_adult_id = session.adult_id
      AND s.from_date <= (SELECT my_today()) AND (s.to_date IS NULL OR s.to_date >= (SELECT my_today())))))
  WITH CHECK (district_id = (SELECT my_district()) AND (adult_id = (SELECT my_adult()) OR EXISTS (
    SELECT FROM stand_in s WHERE s.district_id = session.district_id AND s.adult_id = (SELECT my_adult()) AND s.for_adult_id = session.adult_id
      AND s.from_date <= (SELECT my_today()) AND (s.to_date IS NULL OR s.to_date >= (SELECT my_today())))));
GRANT SELECT, INSERT, UPDATE ON session TO carryover_app;

CREATE POLICY session_adult_seen ON session_adult FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()));
CREATE POLICY session_adult_change ON session_adult FOR ALL TO carryover_app
  USING (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY['therapist'])
  WITH CHECK (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY['therapist']);
GRANT SELECT, INSERT, DELETE ON session_adult TO carryover_app;

CREATE POLICY series_own ON session_series FOR ALL TO carryover_app
  USING (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult())) WITH CHECK (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult()));
GRANT SELECT, INSERT, UPDATE ON session_series TO carryover_app;

-- Events: the record of a student for those who have it today; what one recorded oneself; a session's own course for those in it.
-- Written under the right that held on the day it happened. Never changed, never removed.
CREATE POLICY event_seen ON event FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND (
  (student_id IS NOT NULL AND EXISTS (
    SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = event.student_id AND r.reach = 'record'
      AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))))
  OR (student_id IS NULL AND EXISTS (SELECT FROM session s WHERE s.district_id = event.district_id AND s.id = event.session_id AND s.adult_id = (SELECT my_adult())))
  OR (recorder_id = (SELECT my_adult()) AND occurred_at >= (SELECT my_today()) - interval '1 day')));
CREATE POLICY event_add ON event FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND recorder_id = (SELECT my_adult())
  AND (student_id IS NULL OR EXISTS (
    SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = event.student_id
      AND r.from_date <= (event.occurred_at + interval '14 hours')::date AND (r.to_date IS NULL OR r.to_date >= (event.occurred_at - interval '14 hours')::date))));
GRANT SELECT, INSERT ON event TO carryover_app;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['event_waiting', 'event_refused'] LOOP
    EXECUTE format('CREATE POLICY own_events ON %I FOR ALL TO carryover_app USING (district_id = (SELECT my_district()) AND recorder_id = (SELECT my_adult())) WITH CHECK (district_id = (SELECT my_district()) AND recorder_id = (SELECT my_adult()))', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO carryover_app', t);
  END LOOP;
END $$;

CREATE POLICY own_devices ON device FOR ALL TO carryover_app
  USING (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult())) WITH CHECK (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult()));
GRANT SELECT, INSERT, UPDATE ON device TO carryover_app;

CREATE POLICY log_add ON access_log FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult()));
CREATE POLICY log_read ON access_log FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY['records']);
GRANT SELECT, INSERT ON access_log TO carryover_app;

CREATE POLICY batch_own ON import_batch FOR ALL TO carryover_app USING (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult())) WITH CHECK (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult()));
GRANT SELECT, INSERT ON import_batch TO carryover_app;

CREATE POLICY glass_own ON break_glass FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult()));
GRANT SELECT ON break_glass TO carryover_app;

-- password, sign_in, invitation, due_job: no policy for requests, no grant. Only the owner.
