-- Calendars that others may fetch; covers of single sessions; other work.

-- The secret address of an adult's calendar. Of the secret only its hash is stored.
CREATE TABLE calendar_feed (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  adult_id uuid NOT NULL,
  -- SHA-256 of the address's 256-bit token
  token_hash text NOT NULL,
  made_at timestamptz NOT NULL,
  last_fetched timestamptz,
  withdrawn_at timestamptz,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);
CREATE UNIQUE INDEX calendar_feed_token ON calendar_feed (district_id, token_hash);
CREATE INDEX calendar_feed_by_adult ON calendar_feed (district_id, adult_id);

-- What a calendar has been told of each of its events: the number that tells its readers which copy is the newer one. A fact about
-- what left the house, and so kept; nothing here of any student.
CREATE TABLE calendar_told (
  district_id uuid NOT NULL,
  adult_id uuid NOT NULL,
  -- the event's uid and, of an exception, its date
  key text NOT NULL,
  said text NOT NULL,
  sequence integer NOT NULL CHECK (sequence >= 0),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, adult_id, key),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);

-- Like sign-ins: no policy for requests, no grant. Only the owner.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['calendar_feed', 'calendar_told'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

-- The date the series gave a session: another than `date` once the session has been moved.
ALTER TABLE session ADD COLUMN series_date date;
UPDATE session SET series_date = date WHERE series_id IS NOT NULL;

-- Who is named for a session sees it, and a cover reaches its students that day: named by the owner's transaction alone, with the
-- policy checked.
DROP POLICY session_adult_change ON session_adult;
REVOKE INSERT, DELETE ON session_adult FROM carryover_app;

-- The indirect week of a 3:1 model is other work like meetings.
ALTER TABLE work_time DROP CONSTRAINT work_time_kind_check;
ALTER TABLE work_time ADD CONSTRAINT work_time_kind_check
  CHECK (kind IN ('at_school', 'lunch', 'meeting', 'evaluation', 'documentation', 'travel', 'indirect', 'other'));
-- One's own working time is one's own to say; a coordinator may say it for anybody.
DROP POLICY staff_add ON work_time;
DROP POLICY staff_change ON work_time;
DROP POLICY staff_remove ON work_time;
CREATE POLICY own_or_coordinator ON work_time FOR ALL TO carryover_app
  USING (district_id = (SELECT my_district()) AND (adult_id = (SELECT my_adult()) OR (SELECT my_roles()) && ARRAY['coordinator']))
  WITH CHECK (district_id = (SELECT my_district()) AND (adult_id = (SELECT my_adult()) OR (SELECT my_roles()) && ARRAY['coordinator']));
