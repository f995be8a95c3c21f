-- Each change of a service as one fact: what it ended and what it began, who made it and when. Undone until the day it starts, it
-- stays readable; the periods themselves are then as they were before.
CREATE TABLE service_change (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  line_id uuid NOT NULL,
  student_id uuid NOT NULL,
  changed_on date NOT NULL,
  reason text NOT NULL,
  -- [{id, to}]: the periods it ended, each with the last day it had before
  ended jsonb NOT NULL,
  -- [{id, delivery, minutes, times, per, groupMax, place, adultId}]: the periods it began
  begun jsonb NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  undone_by uuid,
  undone_at timestamptz,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, line_id) REFERENCES service_line,
  FOREIGN KEY (district_id, student_id) REFERENCES student,
  FOREIGN KEY (district_id, made_by) REFERENCES adult,
  FOREIGN KEY (district_id, undone_by) REFERENCES adult,
  CHECK ((undone_by IS NULL) = (undone_at IS NULL))
);
CREATE INDEX service_change_by_student ON service_change (district_id, student_id);

ALTER TABLE service_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE service_change FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON service_change FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY record_seen ON service_change FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND EXISTS (
  SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = service_change.student_id AND r.reach = 'record'
    AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))));
CREATE POLICY record_add ON service_change FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND made_by = (SELECT my_adult())
  AND (SELECT my_roles()) && ARRAY['therapist', 'case_manager'] AND EXISTS (
  SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = service_change.student_id AND r.reach = 'record'
    AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))));
CREATE POLICY record_undo ON service_change FOR UPDATE TO carryover_app
  USING (district_id = (SELECT my_district()) AND undone_at IS NULL AND changed_on > (SELECT my_today()) AND (SELECT my_roles()) && ARRAY['therapist', 'case_manager'] AND EXISTS (
    SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = service_change.student_id AND r.reach = 'record'
      AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))))
  WITH CHECK (district_id = (SELECT my_district()) AND undone_by = (SELECT my_adult()));
GRANT SELECT, INSERT ON service_change TO carryover_app;
GRANT UPDATE (undone_by, undone_at) ON service_change TO carryover_app;

-- A period that has not begun is a plan and may be taken away again; one that has begun never is, by any request. (A district's
-- owner is a member of carryover_app, so that the policy is asked of it, too.)
CREATE POLICY not_begun ON service_period AS RESTRICTIVE FOR DELETE TO carryover_app
  USING (current_user <> 'carryover_app' OR from_date > (SELECT my_today()));
GRANT DELETE ON service_period TO carryover_app;
