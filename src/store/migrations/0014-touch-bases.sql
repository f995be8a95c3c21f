-- A touch-base of therapist and class: notes, decisions that come back until they are done, questions put down for the next one.
-- A meeting, never a session; its agenda is computed and nowhere stored.

CREATE TABLE touch_base (
  district_id uuid NOT NULL,
  class_id uuid NOT NULL,
  adult_id uuid NOT NULL,
  date date NOT NULL,
  notes text NOT NULL DEFAULT '',
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, class_id, adult_id, date),
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, changed_by) REFERENCES adult
);

-- What was decided or asked between the therapist (adult_id) and the class.
CREATE TABLE touch_base_point (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  class_id uuid NOT NULL,
  adult_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('decision', 'question')),
  words text NOT NULL,
  -- of a decision: who does it, by when
  who_id uuid,
  by_date date,
  said_on date NOT NULL,
  said_by uuid NOT NULL,
  said_at timestamptz NOT NULL,
  settled_on date,
  settled_by uuid,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, who_id) REFERENCES adult,
  FOREIGN KEY (district_id, said_by) REFERENCES adult
);
CREATE INDEX touch_base_point_by_class ON touch_base_point (district_id, class_id);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['touch_base', 'touch_base_point'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', t);
    -- who sits there: the therapist, and those who work in the class today (a guest of one day is not asked in)
    EXECUTE format($p$CREATE POLICY who_meets ON %1$I FOR ALL TO carryover_app
      USING (district_id = (SELECT my_district()) AND (adult_id = (SELECT my_adult()) OR EXISTS (
        SELECT FROM role_held h WHERE h.district_id = %1$I.district_id AND h.adult_id = (SELECT my_adult()) AND h.class_id = %1$I.class_id AND h.role IN ('teacher', 'paraprofessional')
          AND h.from_date <= (SELECT my_today()) AND (h.to_date IS NULL OR h.to_date >= (SELECT my_today())))))
      WITH CHECK (district_id = (SELECT my_district()) AND (adult_id = (SELECT my_adult()) OR EXISTS (
        SELECT FROM role_held h WHERE h.district_id = %1$I.district_id AND h.adult_id = (SELECT my_adult()) AND h.class_id = %1$I.class_id AND h.role IN ('teacher', 'paraprofessional')
          AND h.from_date <= (SELECT my_today()) AND (h.to_date IS NULL OR h.to_date >= (SELECT my_today())))))$p$, t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO carryover_app', t);
  END LOOP;
END $$;
