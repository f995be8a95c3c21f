-- What therapist and teacher prepare together: cards, what is asked of a visit and answered, notes a teacher leaves.

-- The 60-second card of a student in one class. A draft is not published yet; a published one is never changed, only followed
-- by the next version or withdrawn.
CREATE TABLE card (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  student_id uuid NOT NULL,
  class_id uuid NOT NULL,
  version smallint NOT NULL CHECK (version >= 1),
  looks_like text NOT NULL,
  cue text NOT NULL,
  praise text NOT NULL,
  avoid text NOT NULL DEFAULT '',
  -- what the class is asked to note: [{goalId, words}], the words plain and chosen for this class
  asks jsonb NOT NULL DEFAULT '[]',
  written_by uuid NOT NULL,
  written_at timestamptz NOT NULL,
  published_at timestamptz,
  withdrawn_at timestamptz,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, student_id, class_id, version),
  FOREIGN KEY (district_id, student_id) REFERENCES student,
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, written_by) REFERENCES adult
);
CREATE INDEX card_by_class ON card (district_id, class_id);

-- Who has read which version. Seen by that adult and by the therapists of the student, never for evaluation.
CREATE TABLE card_read (
  district_id uuid NOT NULL,
  card_id uuid NOT NULL,
  adult_id uuid NOT NULL,
  student_id uuid NOT NULL,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, card_id, adult_id),
  FOREIGN KEY (district_id, card_id) REFERENCES card,
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);

-- A gentle reminder to read a card: one a day for each adult and card.
CREATE TABLE card_reminder (
  district_id uuid NOT NULL,
  card_id uuid NOT NULL,
  adult_id uuid NOT NULL,
  date date NOT NULL,
  student_id uuid NOT NULL,
  reminded_by uuid NOT NULL,
  PRIMARY KEY (district_id, card_id, adult_id, date),
  FOREIGN KEY (district_id, card_id) REFERENCES card,
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['card', 'card_read', 'card_reminder'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO carryover_app', t);
    -- the record
    EXECUTE format($p$CREATE POLICY record_seen ON %1$I FOR SELECT TO carryover_app USING (district_id = (SELECT my_district())
      AND (SELECT my_roles()) && ARRAY[%2$s] AND EXISTS (
        SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = %1$I.student_id AND r.reach = 'record'
          AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))))$p$,
      t, CASE t WHEN 'card' THEN '''therapist'', ''assistant'', ''case_manager''' ELSE '''therapist''' END);
  END LOOP;
END $$;

-- A class's adults see what was published for that class, of the students they reach today.
CREATE POLICY published_seen ON card FOR SELECT TO carryover_app USING (district_id = (SELECT my_district())
  AND published_at IS NOT NULL AND withdrawn_at IS NULL
  AND EXISTS (SELECT FROM role_held h WHERE h.district_id = card.district_id AND h.adult_id = (SELECT my_adult()) AND h.class_id = card.class_id
    AND h.from_date <= (SELECT my_today()) AND (h.to_date IS NULL OR h.to_date >= (SELECT my_today())))
  AND EXISTS (SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = card.student_id
    AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))));
CREATE POLICY card_add ON card FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND written_by = (SELECT my_adult())
  AND (SELECT my_roles()) && ARRAY['therapist'] AND EXISTS (
    SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = card.student_id AND r.reach = 'record'
      AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))));
CREATE POLICY card_change ON card FOR UPDATE TO carryover_app
  USING (district_id = (SELECT my_district()) AND (SELECT my_roles()) && ARRAY['therapist'] AND EXISTS (
    SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = card.student_id AND r.reach = 'record'
      AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))))
  WITH CHECK (district_id = (SELECT my_district()));
GRANT UPDATE ON card TO carryover_app;

CREATE POLICY own_reads ON card_read FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult()));
CREATE POLICY read_add ON card_read FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult())
  AND EXISTS (SELECT FROM card c WHERE c.district_id = card_read.district_id AND c.id = card_read.card_id AND c.student_id = card_read.student_id));

CREATE POLICY own_reminders ON card_reminder FOR SELECT TO carryover_app USING (district_id = (SELECT my_district()) AND adult_id = (SELECT my_adult()));
CREATE POLICY reminder_add ON card_reminder FOR INSERT TO carryover_app WITH CHECK (district_id = (SELECT my_district()) AND reminded_by = (SELECT my_adult())
  AND (SELECT my_roles()) && ARRAY['therapist'] AND EXISTS (
    SELECT FROM reach r WHERE r.district_id = (SELECT my_district()) AND r.adult_id = (SELECT my_adult()) AND r.student_id = card_reminder.student_id AND r.reach = 'record'
      AND r.from_date <= (SELECT my_today()) AND (r.to_date IS NULL OR r.to_date >= (SELECT my_today()))));
