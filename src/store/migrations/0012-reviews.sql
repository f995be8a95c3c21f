-- Reviews: what the team says, what it set aside, what it decided. The points themselves are computed, never stored as truth; what
-- was on the table is kept with what was decided, by rule and thresholds' version. Everything here is added, never changed.

-- A district's own thresholds, each version whole; before the first, the usual ones hold.
CREATE TABLE review_thresholds (
  district_id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  thresholds jsonb NOT NULL,
  reason text NOT NULL,
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, version),
  FOREIGN KEY (district_id, set_by) REFERENCES adult
);

-- What teacher, family, student and others say, in their own words.
CREATE TABLE review_words (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  student_id uuid NOT NULL,
  who text NOT NULL CHECK (who IN ('student', 'family', 'teacher', 'other')),
  words text NOT NULL,
  said_on date NOT NULL,
  noted_by uuid NOT NULL,
  noted_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, student_id) REFERENCES student,
  FOREIGN KEY (district_id, noted_by) REFERENCES adult
);
CREATE INDEX review_words_by_student ON review_words (district_id, student_id, said_on);

-- A point that the team has set aside, and why; it may come back with other data.
CREATE TABLE review_dismissal (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  student_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  rule text NOT NULL,
  reason text NOT NULL,
  -- 0: the usual ones
  thresholds_version integer NOT NULL,
  dismissed_by uuid NOT NULL,
  dismissed_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, student_id) REFERENCES student,
  FOREIGN KEY (district_id, goal_id) REFERENCES goal,
  FOREIGN KEY (district_id, dismissed_by) REFERENCES adult
);
CREATE INDEX review_dismissal_by_student ON review_dismissal (district_id, student_id);

CREATE TABLE review_decision (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  student_id uuid NOT NULL,
  held_on date NOT NULL,
  took_part text NOT NULL,
  decision text NOT NULL,
  reasons text NOT NULL,
  -- [{goalId, rule, heldBackBy}]: all that was on the table, of every goal
  points jsonb NOT NULL,
  thresholds_version integer NOT NULL,
  -- where it changed a service: which, and from when; the new period carries the decision as its reason
  line_id uuid,
  changed_on date,
  noted_by uuid NOT NULL,
  noted_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, student_id) REFERENCES student,
  FOREIGN KEY (district_id, line_id) REFERENCES service_line,
  FOREIGN KEY (district_id, noted_by) REFERENCES adult,
  CHECK ((line_id IS NULL) = (changed_on IS NULL))
);
CREATE INDEX review_decision_by_student ON review_decision (district_id, student_id, held_on);

DO $$
DECLARE t text; signed text;
BEGIN
  FOREACH t IN ARRAY ARRAY['review_thresholds', 'review_words', 'review_dismissal', 'review_decision'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO carryover_app', t);
  END LOOP;
  -- The record: whoever has the student on a caseload today; written in one's own name.
  FOREACH t IN ARRAY ARRAY['review_words', 'review_dismissal', 'review_decision'] LOOP
    signed := CASE t WHEN 'review_dismissal' THEN 'dismissed_by' ELSE 'noted_by' END;
    EXECUTE format($p$CREATE POLICY record_seen ON %1$I FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND EXISTS (
      SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = %1$I.student_id AND r.reach = 'record'
        AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))))$p$, t);
    EXECUTE format($p$CREATE POLICY record_add ON %1$I FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND %2$I = (SELECT my_adult())
      AND (SELECT my_roles()) && ARRAY['therapist', 'case_manager'] AND EXISTS (
      SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = %1$I.student_id AND r.reach = 'record'
        AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))))$p$, t, signed);
  END LOOP;
END $$;

CREATE POLICY in_district ON review_thresholds FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND my_roles() <> ARRAY['']);
CREATE POLICY coordinator_adds ON review_thresholds FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district())
  AND set_by = (SELECT my_adult()) AND (SELECT my_roles()) && ARRAY['coordinator']);
