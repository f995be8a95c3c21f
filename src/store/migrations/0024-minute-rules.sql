-- What a district says of its minutes, from a day on: each version whole, added and never changed. Before the first the usual ones
-- hold. Each day is counted by the rules in force on it.
CREATE TABLE minute_rule (
  district_id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  from_date date NOT NULL,
  observation text NOT NULL CHECK (observation IN ('direct', 'apart')),
  co_treatment text NOT NULL CHECK (co_treatment IN ('each_in_full', 'shared')),
  holiday_weeks text NOT NULL CHECK (holiday_weeks IN ('owed_in_full', 'by_school_days')),
  reason text NOT NULL,
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, version),
  FOREIGN KEY (district_id, set_by) REFERENCES adult
);

ALTER TABLE minute_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE minute_rule FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON minute_rule FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON minute_rule TO carryover_app;
CREATE POLICY in_district ON minute_rule FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND my_roles() <> ARRAY['']);
CREATE POLICY coordinator_adds ON minute_rule FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district())
  AND set_by = (SELECT my_adult()) AND (SELECT my_roles()) && ARRAY['coordinator']);
SELECT shut_to_links('minute_rule');
