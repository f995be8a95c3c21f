-- A week that was planned as a whole: which series came from it and which it ended, touch-bases, questions to a class about its day.

ALTER TABLE session_series ADD COLUMN plan_id uuid;
-- 2 or 4: only every other or fourth week, counted from the week of from_date
ALTER TABLE session_series ADD COLUMN every_weeks smallint NOT NULL DEFAULT 1 CHECK (every_weeks IN (1, 2, 4));
-- stays where it is when the week is planned anew
ALTER TABLE session_series ADD COLUMN kept boolean NOT NULL DEFAULT false;

-- A plan a therapist accepted. Its sessions are series that name it; going back withdraws it, nothing is deleted.
CREATE TABLE week_plan (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  adult_id uuid NOT NULL,
  from_date date NOT NULL,
  accepted_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  -- what counted when it was made
  choices jsonb NOT NULL,
  -- [{id, to}]: series and touch-bases it ended, with the end they had before
  ended jsonb NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);
CREATE INDEX week_plan_by_adult ON week_plan (district_id, adult_id, from_date);

-- How often the adults of a class and its therapist sit together: the teacher's choice. No row: every other week, ten minutes.
CREATE TABLE touch_base_choice (
  district_id uuid NOT NULL,
  class_id uuid NOT NULL,
  minutes smallint NOT NULL CHECK (minutes BETWEEN 5 AND 15),
  -- 0: not
  every_weeks smallint NOT NULL CHECK (every_weeks IN (0, 1, 2, 4)),
  -- every adult of the class, not only the teacher
  all_adults boolean NOT NULL,
  chosen_by uuid NOT NULL,
  chosen_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, class_id),
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, chosen_by) REFERENCES adult
);

-- When they do: a meeting, never a session; no student is present and none is named.
CREATE TABLE touch_base_slot (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  class_id uuid NOT NULL,
  adult_id uuid NOT NULL,
  plan_id uuid,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 5),
  starts time NOT NULL,
  ends time NOT NULL CHECK (ends > starts),
  every_weeks smallint NOT NULL CHECK (every_weeks IN (1, 2, 4)),
  -- the weeks are counted from the week of this date
  from_date date NOT NULL,
  to_date date,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);
CREATE INDEX touch_base_slot_by_adult ON touch_base_slot (district_id, adult_id);
CREATE INDEX touch_base_slot_by_class ON touch_base_slot (district_id, class_id);

-- One question of a therapist to a class: when is this routine? The answer becomes the routine. It names no student.
CREATE TABLE routine_question (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  class_id uuid NOT NULL,
  kind text NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  answered_by uuid,
  answered_at timestamptz,
  -- the routine that the answer named or made; null with an answer: the class has none
  routine_id uuid,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, asked_by) REFERENCES adult,
  FOREIGN KEY (district_id, routine_id) REFERENCES routine
);
CREATE INDEX routine_question_by_class ON routine_question (district_id, class_id);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['week_plan', 'touch_base_choice', 'touch_base_slot', 'routine_question'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
  -- the school day: seen by everybody who works in the district
  FOREACH t IN ARRAY ARRAY['touch_base_choice', 'touch_base_slot', 'routine_question'] LOOP
    EXECUTE format('CREATE POLICY in_district ON %I FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND my_roles() <> ARRAY[''''])', t);
    EXECUTE format('GRANT SELECT ON %I TO carryover_app', t);
  END LOOP;
  -- a class's day: changed by therapists, coordinators and the adults of that class, while they are
  FOREACH t IN ARRAY ARRAY['touch_base_choice', 'routine_question'] LOOP
    EXECUTE format($p$CREATE POLICY class_day_change ON %1$I FOR ALL TO carryover_app
      USING (district_id = (SELECT my_district()) AND ((SELECT my_roles()) && ARRAY['therapist', 'coordinator'] OR EXISTS (
        SELECT FROM role_held r WHERE r.district_id = %1$I.district_id AND r.adult_id = (SELECT my_adult()) AND r.class_id = %1$I.class_id
          AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today())))))
      WITH CHECK (district_id = (SELECT my_district()) AND ((SELECT my_roles()) && ARRAY['therapist', 'coordinator'] OR EXISTS (
        SELECT FROM role_held r WHERE r.district_id = %1$I.district_id AND r.adult_id = (SELECT my_adult()) AND r.class_id = %1$I.class_id
          AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today())))))$p$, t);
    EXECUTE format('GRANT INSERT, UPDATE ON %I TO carryover_app', t);
  END LOOP;
END $$;

CREATE POLICY plan_own ON week_plan FOR ALL TO carryover_app
  USING (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult())) WITH CHECK (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult()));
GRANT SELECT, INSERT, UPDATE ON week_plan TO carryover_app;

CREATE POLICY slot_own ON touch_base_slot FOR ALL TO carryover_app
  USING (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult()) AND (SELECT my_roles()) && ARRAY['therapist'])
  WITH CHECK (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult()) AND (SELECT my_roles()) && ARRAY['therapist']);
GRANT INSERT, UPDATE ON touch_base_slot TO carryover_app;
