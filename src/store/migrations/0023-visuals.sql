-- Pictures of the district's own, encoded anew on their way in; what hangs in a room; strategies that a student's goal is worked on
-- with. Pictures show no student: whoever adds one says so.
CREATE TABLE visual (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  -- base64, so that backups and both stores treat it as any text
  image text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('png', 'jpeg')),
  width smallint NOT NULL,
  height smallint NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  retired_at timestamptz,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, made_by) REFERENCES adult
);

-- A picture in use in a room: one that comes with the product, or one of the district's own. What is not used any more stays
-- with its last day.
CREATE TABLE visual_in_class (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  class_id uuid NOT NULL,
  name text NOT NULL,
  symbol text,
  visual_id uuid,
  place text NOT NULL DEFAULT '',
  from_date date NOT NULL,
  to_date date,
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  CHECK ((symbol IS NULL) <> (visual_id IS NULL)),
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, visual_id) REFERENCES visual,
  FOREIGN KEY (district_id, changed_by) REFERENCES adult
);
CREATE INDEX visual_in_class_by_class ON visual_in_class (district_id, class_id);

-- Which strategies a goal is worked on with: of the student's record.
CREATE TABLE goal_strategy (
  district_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  strategy_id uuid NOT NULL,
  student_id uuid NOT NULL,
  chosen_by uuid NOT NULL,
  chosen_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, goal_id, strategy_id),
  FOREIGN KEY (district_id, goal_id) REFERENCES goal,
  FOREIGN KEY (district_id, strategy_id) REFERENCES strategy,
  FOREIGN KEY (district_id, student_id) REFERENCES student,
  FOREIGN KEY (district_id, chosen_by) REFERENCES adult
);
CREATE INDEX goal_strategy_by_student ON goal_strategy (district_id, student_id);

-- In which routines of the class a strategy is done.
ALTER TABLE strategy_in_class ADD COLUMN routine_ids jsonb NOT NULL DEFAULT '[]';

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['visual', 'visual_in_class', 'goal_strategy'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', t);
    PERFORM shut_to_links(t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['visual', 'visual_in_class'] LOOP
    EXECUTE format('CREATE POLICY in_district ON %I FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND my_roles() <> ARRAY[''''])', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO carryover_app', t);
  END LOOP;
END $$;

CREATE POLICY adults_add ON visual FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND made_by = (SELECT my_adult())
  AND (SELECT my_roles()) && ARRAY['therapist', 'teacher']);
CREATE POLICY retire ON visual FOR UPDATE TO carryover_app
  USING (district_id = (SELECT my_district()) AND ((SELECT my_roles()) && ARRAY['therapist'] OR made_by = (SELECT my_adult())))
  WITH CHECK (district_id = (SELECT my_district()));

CREATE POLICY room_add ON visual_in_class FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND changed_by = (SELECT my_adult())
  AND ((SELECT my_roles()) && ARRAY['therapist'] OR EXISTS (SELECT FROM role_held h WHERE h.district_id = visual_in_class.district_id AND h.adult_id = (SELECT my_adult())
    AND h.class_id = visual_in_class.class_id AND h.from_date <= (SELECT my_today()) AND (h.to_date IS NULL OR h.to_date >= (SELECT my_today())))));
CREATE POLICY room_change ON visual_in_class FOR UPDATE TO carryover_app
  USING (district_id = (SELECT my_district()) AND ((SELECT my_roles()) && ARRAY['therapist'] OR EXISTS (SELECT FROM role_held h WHERE h.district_id = visual_in_class.district_id
    AND h.adult_id = (SELECT my_adult()) AND h.class_id = visual_in_class.class_id AND h.from_date <= (SELECT my_today()) AND (h.to_date IS NULL OR h.to_date >= (SELECT my_today())))))
  WITH CHECK (district_id = (SELECT my_district()) AND changed_by = (SELECT my_adult()));

CREATE POLICY record_seen ON goal_strategy FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND EXISTS (
  SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = goal_strategy.student_id AND r.reach = 'record'
    AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))));
CREATE POLICY record_change ON goal_strategy FOR ALL TO carryover_app
  USING (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY['therapist', 'case_manager'] AND EXISTS (
    SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = goal_strategy.student_id AND r.reach = 'record'
      AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))))
  WITH CHECK (district_id = (SELECT my_district()) AND chosen_by = (SELECT my_adult()) AND (SELECT my_roles()) && ARRAY['therapist', 'case_manager'] AND EXISTS (
    SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = goal_strategy.student_id AND r.reach = 'record'
      AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))));
GRANT SELECT, INSERT, UPDATE, DELETE ON goal_strategy TO carryover_app;

-- A support given to the whole class in a lesson is the class's to see: it names no student and no adult.
CREATE POLICY supports_seen ON event FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND kind = 'strategy' AND student_id IS NULL
  AND body ->> 'adultId' IS NULL AND EXISTS (SELECT FROM session s WHERE s.district_id = event.district_id AND s.id = event.session_id));
