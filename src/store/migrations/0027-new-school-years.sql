-- A school's next year, prepared as one fact: its days, what became of classes and teachers, and what to take back until it begins.
-- What it says of one student stands in a row of its own, which goes with the student's record.
CREATE TABLE new_year (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  school_id uuid NOT NULL,
  -- the last day of the year before
  ended_on date NOT NULL,
  from_date date NOT NULL,
  to_date date NOT NULL,
  rotation text NOT NULL,
  rotation_from date,
  -- how many; stays true when a record is gone
  students smallint NOT NULL CHECK (students >= 0),
  -- {classes, roles, series, touchBases: [{id, to}], newRoles, sessions: [id], told: [{adultId, students}]}
  made jsonb NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  begun_at timestamptz,
  undone_by uuid,
  undone_at timestamptz,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, school_id) REFERENCES school,
  FOREIGN KEY (district_id, made_by) REFERENCES adult,
  FOREIGN KEY (district_id, undone_by) REFERENCES adult,
  CHECK (ended_on < from_date AND from_date < to_date),
  CHECK ((undone_by IS NULL) = (undone_at IS NULL)),
  CHECK (begun_at IS NULL OR undone_at IS NULL)
);
-- One year ahead and no more.
CREATE UNIQUE INDEX new_year_ahead ON new_year (district_id, school_id) WHERE begun_at IS NULL AND undone_at IS NULL;

CREATE TABLE new_year_student (
  district_id uuid NOT NULL,
  new_year_id uuid NOT NULL,
  student_id uuid NOT NULL,
  grade_before smallint,
  grade smallint,
  -- {enrollments, places: [{id, to}], newEnrollments, newPlaces: [id], leftOn, leaves}
  made jsonb NOT NULL,
  PRIMARY KEY (district_id, new_year_id, student_id),
  FOREIGN KEY (district_id, new_year_id) REFERENCES new_year,
  FOREIGN KEY (district_id, student_id) REFERENCES student
);
CREATE INDEX new_year_student_by_student ON new_year_student (district_id, student_id);

-- Written in the owner's transactions, after the policy. A year's days are the school's; a grade that changed is the record's.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['new_year', 'new_year_student'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
CREATE POLICY in_district ON new_year FOR SELECT TO carryover_app
  USING (district_id = (SELECT my_district()) AND my_roles() <> ARRAY['']);
CREATE POLICY record_seen ON new_year_student FOR SELECT TO carryover_app
  USING (district_id = (SELECT my_district()) AND EXISTS (
    SELECT 1 FROM reach WHERE reach.district_id = new_year_student.district_id AND reach.student_id = new_year_student.student_id
      AND reach.adult_id = (SELECT my_adult()) AND reach.reach = 'record'
      AND reach.from_date <= (SELECT my_today()) AND (reach.to_date IS NULL OR reach.to_date >= (SELECT my_today()))));
GRANT SELECT ON new_year, new_year_student TO carryover_app;
SELECT shut_to_links('new_year');
SELECT shut_to_links('new_year_student');
