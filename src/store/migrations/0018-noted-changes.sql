-- Something dated that changed around a student and that nothing else here knows: another room, a new seat, a new device. It draws a
-- line in the charts of their goals. One noted by mistake is taken back, not removed.
CREATE TABLE noted_change (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  student_id uuid NOT NULL,
  changed_on date NOT NULL,
  words text NOT NULL,
  noted_by uuid NOT NULL,
  noted_at timestamptz NOT NULL,
  taken_back_by uuid,
  taken_back_at timestamptz,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, student_id) REFERENCES student,
  FOREIGN KEY (district_id, noted_by) REFERENCES adult,
  FOREIGN KEY (district_id, taken_back_by) REFERENCES adult,
  CHECK ((taken_back_by IS NULL) = (taken_back_at IS NULL))
);
CREATE INDEX noted_change_by_student ON noted_change (district_id, student_id, changed_on);

ALTER TABLE noted_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE noted_change FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON noted_change FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY record_seen ON noted_change FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND EXISTS (
  SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = noted_change.student_id AND r.reach = 'record'
    AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))));
-- Written, and taken back, in one's own name.
CREATE POLICY record_add ON noted_change FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND noted_by = (SELECT my_adult())
  AND taken_back_by IS NULL AND (SELECT my_roles()) && ARRAY['therapist', 'case_manager'] AND EXISTS (
  SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = noted_change.student_id AND r.reach = 'record'
    AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))));
CREATE POLICY record_take_back ON noted_change FOR UPDATE TO carryover_app
  USING (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY['therapist', 'case_manager'] AND EXISTS (
    SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = noted_change.student_id AND r.reach = 'record'
      AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))))
  WITH CHECK (district_id = (SELECT my_district()) AND taken_back_by = (SELECT my_adult()));
GRANT SELECT, INSERT ON noted_change TO carryover_app;
GRANT UPDATE (taken_back_by, taken_back_at) ON noted_change TO carryover_app;
