-- Progress reports: what the therapist says of one student, discipline and period. The numbers are computed from the events; a
-- finished report speaks of those that had arrived when it was finished, and is never changed: what is said later is its next version.
CREATE TABLE progress_report (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  student_id uuid NOT NULL,
  discipline text NOT NULL CHECK (discipline IN ('speech', 'occupational', 'physical')),
  from_date date NOT NULL,
  to_date date NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  -- {goalId: text}
  comments jsonb NOT NULL DEFAULT '{}',
  to_family text NOT NULL DEFAULT '',
  written_by uuid NOT NULL,
  written_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, student_id, discipline, from_date, to_date, version),
  CHECK (to_date >= from_date),
  FOREIGN KEY (district_id, student_id) REFERENCES student,
  FOREIGN KEY (district_id, written_by) REFERENCES adult
);

ALTER TABLE progress_report ENABLE ROW LEVEL SECURITY;
ALTER TABLE progress_report FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON progress_report FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON progress_report TO carryover_app;
CREATE POLICY record_seen ON progress_report FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND EXISTS (
  SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = progress_report.student_id AND r.reach = 'record'
    AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))));
CREATE POLICY record_add ON progress_report FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND written_by = (SELECT my_adult())
  AND (SELECT my_roles()) && ARRAY['therapist', 'case_manager'] AND EXISTS (
  SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = progress_report.student_id AND r.reach = 'record'
    AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))));
CREATE POLICY draft_change ON progress_report FOR UPDATE TO carryover_app USING (district_id = (SELECT my_district()) AND finished_at IS NULL
  AND (SELECT my_roles()) && ARRAY['therapist', 'case_manager'] AND EXISTS (
  SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = progress_report.student_id AND r.reach = 'record'
    AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))))
  WITH CHECK (district_id = (SELECT my_district()) AND written_by = (SELECT my_adult()));
