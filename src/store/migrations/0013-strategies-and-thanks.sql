-- Strategies that adults share, how each class does them, who has made which their own; private thanks for one well used.

CREATE TABLE strategy (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  -- [{words, symbol}] in order; symbol: a code of the symbols that come with the product, or null
  steps jsonb NOT NULL DEFAULT '[]',
  -- areas of goals, kinds of routine
  areas jsonb NOT NULL DEFAULT '[]',
  routine_kinds jsonb NOT NULL DEFAULT '[]',
  -- a support for everybody in the room, not for one student
  whole_class boolean NOT NULL DEFAULT false,
  written_by uuid NOT NULL,
  written_at timestamptz NOT NULL,
  retired_at timestamptz,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, written_by) REFERENCES adult
);

-- How we do it in this room; what is not done any more stays with its last day.
CREATE TABLE strategy_in_class (
  district_id uuid NOT NULL,
  class_id uuid NOT NULL,
  strategy_id uuid NOT NULL,
  how text NOT NULL DEFAULT '',
  from_date date NOT NULL,
  to_date date,
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, class_id, strategy_id),
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, strategy_id) REFERENCES strategy,
  FOREIGN KEY (district_id, changed_by) REFERENCES adult
);

-- An adult's way with a strategy: modelled, together, alone, still in use. The adult's own and of whoever noted it; never for
-- evaluation.
CREATE TABLE strategy_use (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  strategy_id uuid NOT NULL,
  class_id uuid NOT NULL,
  adult_id uuid NOT NULL,
  stage text NOT NULL CHECK (stage IN ('modelled', 'together', 'alone', 'still_in_use')),
  planned_for date,
  done_on date,
  noted_by uuid NOT NULL,
  noted_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (district_id, id),
  CHECK (planned_for IS NOT NULL OR done_on IS NOT NULL),
  FOREIGN KEY (district_id, strategy_id) REFERENCES strategy,
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, noted_by) REFERENCES adult
);
CREATE INDEX strategy_use_by_adult ON strategy_use (district_id, adult_id);
CREATE INDEX strategy_use_by_class ON strategy_use (district_id, class_id);

-- From one adult to another, about one thing that was done well. Nobody else sees it, and nobody counts it for others.
CREATE TABLE thanks (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  from_adult_id uuid NOT NULL,
  to_adult_id uuid NOT NULL,
  class_id uuid NOT NULL,
  strategy_id uuid,
  words text NOT NULL,
  said_at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, from_adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, to_adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, strategy_id) REFERENCES strategy
);
CREATE INDEX thanks_by_adult ON thanks (district_id, to_adult_id);

ALTER TABLE visit_plan ADD COLUMN strategy_ids jsonb NOT NULL DEFAULT '[]';

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['strategy', 'strategy_in_class', 'strategy_use', 'thanks'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
  -- the library and what rooms do with it: nothing of any student
  FOREACH t IN ARRAY ARRAY['strategy', 'strategy_in_class'] LOOP
    EXECUTE format('CREATE POLICY in_district ON %I FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND my_roles() <> ARRAY[''''])', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO carryover_app', t);
  END LOOP;
END $$;

CREATE POLICY therapists_add ON strategy FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY['therapist'] AND written_by = (SELECT my_adult()));
CREATE POLICY therapists_change ON strategy FOR UPDATE TO carryover_app
  USING (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY['therapist']) WITH CHECK (district_id = (SELECT my_district()));

CREATE POLICY room_add ON strategy_in_class FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND changed_by = (SELECT my_adult())
  AND ((SELECT my_roles()) && ARRAY['therapist'] OR EXISTS (SELECT FROM role_held h WHERE h.district_id = strategy_in_class.district_id AND h.adult_id = (SELECT my_adult())
    AND h.class_id = strategy_in_class.class_id AND h.from_date <= (SELECT my_today()) AND (h.to_date IS NULL OR h.to_date >= (SELECT my_today())))));
CREATE POLICY room_change ON strategy_in_class FOR UPDATE TO carryover_app
  USING (district_id = (SELECT my_district()) AND ((SELECT my_roles()) && ARRAY['therapist'] OR EXISTS (SELECT FROM role_held h WHERE h.district_id = strategy_in_class.district_id
    AND h.adult_id = (SELECT my_adult()) AND h.class_id = strategy_in_class.class_id AND h.from_date <= (SELECT my_today()) AND (h.to_date IS NULL OR h.to_date >= (SELECT my_today())))))
  WITH CHECK (district_id = (SELECT my_district()) AND changed_by = (SELECT my_adult()));

CREATE POLICY own_or_noted ON strategy_use FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND (adult_id = (SELECT my_adult()) OR noted_by = (SELECT my_adult())));
CREATE POLICY use_add ON strategy_use FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND noted_by = (SELECT my_adult())
  AND (adult_id = (SELECT my_adult()) OR (SELECT my_roles()) && ARRAY['therapist']));
CREATE POLICY use_change ON strategy_use FOR UPDATE TO carryover_app
  USING (district_id = (SELECT my_district()) AND (adult_id = (SELECT my_adult()) OR noted_by = (SELECT my_adult()))) WITH CHECK (district_id = (SELECT my_district()));
GRANT SELECT, INSERT, UPDATE ON strategy_use TO carryover_app;

CREATE POLICY between_two ON thanks FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND (from_adult_id = (SELECT my_adult()) OR to_adult_id = (SELECT my_adult())));
CREATE POLICY thanks_add ON thanks FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND from_adult_id = (SELECT my_adult()));
CREATE POLICY thanks_read ON thanks FOR UPDATE TO carryover_app
  USING (district_id = (SELECT my_district()) AND to_adult_id = (SELECT my_adult())) WITH CHECK (district_id = (SELECT my_district()) AND to_adult_id = (SELECT my_adult()));
GRANT SELECT, INSERT, UPDATE ON thanks TO carryover_app;
