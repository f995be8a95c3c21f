-- Students who pass from one therapist to another from a day on, as one fact: who, to whom, when, and what to take back until that
-- day. What it says of one student stands in a row of its own, which goes with the student's record.
CREATE TABLE hand_over (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  from_adult_id uuid NOT NULL,
  to_adult_id uuid NOT NULL,
  -- the successor's first day
  on_date date NOT NULL,
  reason text NOT NULL,
  -- how many; stays true when a record is gone
  students smallint NOT NULL CHECK (students >= 1),
  -- {series: [{id, to, nextId}], passed: [session], ended: [session]}: what was planned from that day on, as it was before
  planned jsonb NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  undone_by uuid,
  undone_at timestamptz,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, from_adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, to_adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, made_by) REFERENCES adult,
  FOREIGN KEY (district_id, undone_by) REFERENCES adult,
  CHECK (from_adult_id <> to_adult_id),
  CHECK ((undone_by IS NULL) = (undone_at IS NULL))
);
CREATE INDEX hand_over_by_from ON hand_over (district_id, from_adult_id, on_date);
CREATE INDEX hand_over_by_to ON hand_over (district_id, to_adult_id, on_date);

CREATE TABLE hand_over_student (
  district_id uuid NOT NULL,
  hand_over_id uuid NOT NULL,
  student_id uuid NOT NULL,
  -- {places: [{id, to}], placeId, changes: [{lineId, changeId}], left: [{sessionId, label, goalIds, position}]}
  made jsonb NOT NULL,
  PRIMARY KEY (district_id, hand_over_id, student_id),
  FOREIGN KEY (district_id, hand_over_id) REFERENCES hand_over,
  FOREIGN KEY (district_id, student_id) REFERENCES student
);
CREATE INDEX hand_over_student_by_student ON hand_over_student (district_id, student_id);

-- Made and undone in the owner's transactions, after the policy; the two therapists hear of it, by number.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['hand_over', 'hand_over_student'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
CREATE POLICY told ON hand_over FOR SELECT TO carryover_app
  USING (district_id = (SELECT my_district()) AND (SELECT my_adult()) IN (from_adult_id, to_adult_id));
GRANT SELECT ON hand_over TO carryover_app;
SELECT shut_to_links('hand_over');
