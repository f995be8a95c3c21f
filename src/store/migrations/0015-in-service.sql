-- The district's own words for showing colleagues what push-in is, one set a language. Nothing of any student.
CREATE TABLE in_service (
  district_id uuid NOT NULL,
  language text NOT NULL CHECK (language IN ('en', 'es')),
  -- section -> its text, as people of the district wrote it; what is not in it is said in the product's words
  sections jsonb NOT NULL DEFAULT '{}',
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, language),
  FOREIGN KEY (district_id, changed_by) REFERENCES adult
);
ALTER TABLE in_service ENABLE ROW LEVEL SECURITY;
ALTER TABLE in_service FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON in_service FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY staff ON in_service FOR ALL TO carryover_app
  USING (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY['therapist', 'coordinator'])
  WITH CHECK (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY['therapist', 'coordinator'] AND changed_by = (SELECT my_adult()));
GRANT SELECT, INSERT, UPDATE ON in_service TO carryover_app;
