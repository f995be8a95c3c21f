-- What therapist and class have agreed for a visit, and what the class says of it. Nothing here names a student: the goals served
-- are the session's own, shown to whoever may see them.

-- A version of the plan, from the visit of its session on: it is carried forward week by week until a later one takes its place.
CREATE TABLE visit_plan (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  class_id uuid NOT NULL,
  -- the therapist who visits
  adult_id uuid NOT NULL,
  routine_id uuid,
  date date NOT NULL,
  activity text NOT NULL DEFAULT '',
  co_teaching_format text,
  therapist_part text NOT NULL DEFAULT '',
  class_part text NOT NULL DEFAULT '',
  materials text NOT NULL DEFAULT '',
  visuals text NOT NULL DEFAULT '',
  -- the week's text, words and task, in the class's one line: of that week alone
  class_line text NOT NULL DEFAULT '',
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, session_id) REFERENCES session,
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, changed_by) REFERENCES adult
);
CREATE INDEX visit_plan_by_class ON visit_plan (district_id, class_id, date);

-- Got it, a question, not today. Without one the visit is as last week.
CREATE TABLE visit_reply (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  class_id uuid NOT NULL,
  adult_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('got_it', 'asks', 'not_today')),
  -- the version that is agreed to; null: the visit as it stands in the week
  plan_id uuid,
  why text CHECK (why IN ('fire_drill', 'test', 'trip', 'other')),
  words text NOT NULL DEFAULT '',
  said_at timestamptz NOT NULL,
  -- taken back by who said it, or dealt with by the therapist
  settled_at timestamptz,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, session_id) REFERENCES session,
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);
CREATE INDEX visit_reply_by_session ON visit_reply (district_id, session_id);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['visit_plan', 'visit_reply'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', t);
    -- who sees the session in the schedule sees what was agreed for it
    EXECUTE format('CREATE POLICY with_session ON %1$I FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND EXISTS (
      SELECT FROM session s WHERE s.district_id = %1$I.district_id AND s.id = %1$I.session_id))', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO carryover_app', t);
  END LOOP;
END $$;

-- Said by the therapist who visits or by an adult of the class, in their own name.
CREATE POLICY plan_add ON visit_plan FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND changed_by = (SELECT my_adult())
  AND EXISTS (SELECT FROM session s WHERE s.district_id = visit_plan.district_id AND s.id = visit_plan.session_id AND s.class_id = visit_plan.class_id AND s.adult_id = visit_plan.adult_id)
  AND (adult_id = (SELECT my_adult()) OR EXISTS (SELECT FROM stand_in i WHERE i.district_id = visit_plan.district_id AND i.adult_id = (SELECT my_adult()) AND i.for_adult_id = visit_plan.adult_id
      AND i.from_date <= (SELECT my_today()) AND (i.to_date IS NULL OR i.to_date >= (SELECT my_today())))
    OR EXISTS (SELECT FROM role_held h WHERE h.district_id = visit_plan.district_id AND h.adult_id = (SELECT my_adult())
    AND h.class_id = visit_plan.class_id AND h.role = 'teacher' AND h.from_date <= (SELECT my_today()) AND (h.to_date IS NULL OR h.to_date >= (SELECT my_today())))));
CREATE POLICY reply_add ON visit_reply FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult())
  AND EXISTS (SELECT FROM session s WHERE s.district_id = visit_reply.district_id AND s.id = visit_reply.session_id AND s.class_id = visit_reply.class_id
    AND (s.adult_id = (SELECT my_adult()) OR EXISTS (SELECT FROM role_held h WHERE h.district_id = visit_reply.district_id AND h.adult_id = (SELECT my_adult())
      AND h.class_id = visit_reply.class_id AND h.from_date <= (SELECT my_today()) AND (h.to_date IS NULL OR h.to_date >= (SELECT my_today()))))));
CREATE POLICY reply_settle ON visit_reply FOR UPDATE TO carryover_app
  USING (district_id = (SELECT my_district()) AND (adult_id = (SELECT my_adult())
    OR EXISTS (SELECT FROM session s WHERE s.district_id = visit_reply.district_id AND s.id = visit_reply.session_id AND s.adult_id = (SELECT my_adult()))))
  WITH CHECK (district_id = (SELECT my_district()));
GRANT UPDATE ON visit_reply TO carryover_app;
