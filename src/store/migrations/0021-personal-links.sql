-- A link that opens one class for one adult without an account: its day, its cards, quick notes. It ends, can be taken back, and
-- its secret is stored as a hash. Requests never see these rows: only the owner reads them.
CREATE TABLE personal_link (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  adult_id uuid NOT NULL,
  class_id uuid NOT NULL,
  -- SHA-256 of the link's 256-bit token
  token_hash text NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  opened_count integer NOT NULL DEFAULT 0,
  last_opened timestamptz,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, made_by) REFERENCES adult
);
CREATE UNIQUE INDEX personal_link_token ON personal_link (district_id, token_hash);
CREATE INDEX personal_link_by_class ON personal_link (district_id, class_id);
ALTER TABLE personal_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE personal_link FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON personal_link FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE sign_in ADD COLUMN link_id uuid;

-- The class that a personal link is held to, for its transaction; null for every other sign-in.
CREATE FUNCTION my_class() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('carryover.class', true), '')::uuid $$;

-- Behind a link, every policy holds as for the adult's own sign-in, and this one besides: a table shows a link nothing unless it is
-- named below. A later table is shut to links the same way (a test asks for it): SELECT shut_to_links('name').
CREATE FUNCTION shut_to_links(name text, otherwise text DEFAULT 'false') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY by_link ON %I AS RESTRICTIVE FOR ALL TO carryover_app USING ((SELECT my_class()) IS NULL OR (%s))', name, otherwise);
END $$;

DO $$
DECLARE t text; otherwise text;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
    AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND 'carryover_app'::regrole = ANY (p.polroles)) LOOP
    otherwise := CASE
      -- the school day and who works in it; one's own reach; the library's names; what one writes oneself
      WHEN t IN ('district', 'school', 'school_date', 'bell_period', 'room', 'place', 'adult', 'role_held', 'reach', 'strategy',
        'session_adult', 'event_waiting', 'event_refused', 'device', 'access_log') THEN 'true'
      WHEN t = 'class' THEN 'id = (SELECT my_class())'
      WHEN t IN ('routine', 'routine_time', 'class_exception', 'enrollment', 'session', 'card', 'visit_plan', 'visit_reply')
        THEN 'class_id = (SELECT my_class())'
      WHEN t IN ('student', 'student_name', 'session_member') THEN format('EXISTS (SELECT FROM enrollment e WHERE e.district_id = %1$I.district_id
        AND e.student_id = %1$I.%2$I AND e.from_date <= (SELECT my_today()) AND (e.to_date IS NULL OR e.to_date >= (SELECT my_today())))',
        t, CASE t WHEN 'student' THEN 'id' ELSE 'student_id' END)
      WHEN t IN ('card_read', 'card_reminder') THEN format('EXISTS (SELECT FROM card c WHERE c.district_id = %1$I.district_id AND c.id = %1$I.card_id)', t)
      WHEN t = 'event' THEN 'recorder_id = (SELECT my_adult()) AND EXISTS (SELECT FROM session s WHERE s.district_id = event.district_id AND s.id = event.session_id)'
      WHEN t = 'absence' THEN 'student_id IS NULL'
      ELSE 'false'
    END;
    PERFORM shut_to_links(t, otherwise);
  END LOOP;
END $$;
