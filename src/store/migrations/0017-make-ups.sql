-- Which session makes up for which missed one, for which student. The ledger counts its minutes as given, and says that they make up.
CREATE TABLE session_make_up (
  district_id uuid NOT NULL,
  session_id uuid NOT NULL,
  student_id uuid NOT NULL,
  missed_session_id uuid NOT NULL,
  noted_by uuid NOT NULL,
  noted_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, session_id, student_id),
  FOREIGN KEY (district_id, session_id) REFERENCES session,
  FOREIGN KEY (district_id, missed_session_id) REFERENCES session,
  FOREIGN KEY (district_id, student_id) REFERENCES student,
  FOREIGN KEY (district_id, noted_by) REFERENCES adult
);
CREATE INDEX session_make_up_by_student ON session_make_up (district_id, student_id);

ALTER TABLE session_make_up ENABLE ROW LEVEL SECURITY;
ALTER TABLE session_make_up FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON session_make_up FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON session_make_up TO carryover_app;
CREATE POLICY record_seen ON session_make_up FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND EXISTS (
  SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = session_make_up.student_id AND r.reach = 'record'
    AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))));
CREATE POLICY record_add ON session_make_up FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND noted_by = (SELECT my_adult())
  AND (SELECT my_roles()) && ARRAY['therapist'] AND EXISTS (
  SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = session_make_up.student_id AND r.reach = 'record'
    AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))));
