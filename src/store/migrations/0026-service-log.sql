-- The service log: what was signed of a student's service, parents' consent to bill, the codes a district has loaded, and who
-- supervises whom. Only the owner's transactions read and write these, after the policy.

-- One contact as it was signed. Never changed (see the end): a correction is a later row that names it.
CREATE TABLE service_log_entry (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  student_id uuid NOT NULL,
  date date NOT NULL,
  given_by uuid NOT NULL,
  -- an assistant's waits for the supervisor
  by_assistant boolean NOT NULL,
  -- what was signed beside the note: times, groups, minutes by area (`LogFacts`)
  facts jsonb NOT NULL,
  note text NOT NULL,
  corrects uuid,
  reason text NOT NULL,
  signed_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, session_id) REFERENCES session,
  FOREIGN KEY (district_id, student_id) REFERENCES student,
  FOREIGN KEY (district_id, given_by) REFERENCES adult,
  FOREIGN KEY (district_id, corrects) REFERENCES service_log_entry
);
-- Signed once, and each corrected once: a line of records with one end.
CREATE UNIQUE INDEX service_log_entry_first ON service_log_entry (district_id, session_id, student_id) WHERE corrects IS NULL;
CREATE UNIQUE INDEX service_log_entry_corrects ON service_log_entry (district_id, corrects);
CREATE INDEX service_log_entry_by_date ON service_log_entry (district_id, date);
CREATE INDEX service_log_entry_by_student ON service_log_entry (district_id, student_id);

-- The supervisor's signature under an assistant's record.
CREATE TABLE service_log_countersign (
  district_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  student_id uuid NOT NULL,
  signed_by uuid NOT NULL,
  signed_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, entry_id),
  FOREIGN KEY (district_id, entry_id) REFERENCES service_log_entry,
  FOREIGN KEY (district_id, signed_by) REFERENCES adult
);
CREATE INDEX service_log_countersign_by_student ON service_log_countersign (district_id, student_id);

-- Whether a parent agrees to billing, from a day on: added, never changed; the latest day that has come holds.
CREATE TABLE billing_consent (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  student_id uuid NOT NULL,
  given boolean NOT NULL,
  from_date date NOT NULL,
  noted_by uuid NOT NULL,
  noted_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, student_id) REFERENCES student,
  FOREIGN KEY (district_id, noted_by) REFERENCES adult
);
CREATE INDEX billing_consent_by_student ON billing_consent (district_id, student_id);

-- A table of codes as it was loaded, whole; the newest holds.
CREATE TABLE service_code_load (
  district_id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  -- [ServiceCode]
  codes jsonb NOT NULL,
  reason text NOT NULL,
  loaded_by uuid NOT NULL,
  loaded_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, version),
  FOREIGN KEY (district_id, loaded_by) REFERENCES adult
);

-- Whose work as an assistant who supervises, from day to day.
CREATE TABLE supervision (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  assistant_id uuid NOT NULL,
  supervisor_id uuid NOT NULL,
  from_date date NOT NULL,
  to_date date,
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, assistant_id) REFERENCES adult,
  FOREIGN KEY (district_id, supervisor_id) REFERENCES adult,
  FOREIGN KEY (district_id, set_by) REFERENCES adult,
  CHECK (assistant_id <> supervisor_id),
  CHECK (to_date IS NULL OR to_date >= from_date)
);

-- Time a supervisor gave an assistant. One noted by mistake is taken back, not removed.
CREATE TABLE supervision_time (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  assistant_id uuid NOT NULL,
  supervisor_id uuid NOT NULL,
  on_date date NOT NULL,
  minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 600),
  kind text NOT NULL CHECK (kind IN ('direct', 'indirect')),
  noted_at timestamptz NOT NULL,
  taken_back_at timestamptz,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, assistant_id) REFERENCES adult,
  FOREIGN KEY (district_id, supervisor_id) REFERENCES adult
);
CREATE INDEX supervision_time_by_date ON supervision_time (district_id, on_date);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['service_log_entry', 'service_log_countersign', 'billing_consent', 'service_code_load', 'supervision', 'supervision_time'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

-- What is signed, agreed or loaded stays as it is, whoever asks.
CREATE FUNCTION stays_as_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never changed: a later row takes its place', TG_TABLE_NAME;
END $$;
CREATE TRIGGER stays_as_signed BEFORE UPDATE ON service_log_entry FOR EACH ROW EXECUTE FUNCTION stays_as_signed();
CREATE TRIGGER stays_as_signed BEFORE UPDATE ON service_log_countersign FOR EACH ROW EXECUTE FUNCTION stays_as_signed();
CREATE TRIGGER stays_as_signed BEFORE UPDATE ON billing_consent FOR EACH ROW EXECUTE FUNCTION stays_as_signed();
CREATE TRIGGER stays_as_signed BEFORE UPDATE ON service_code_load FOR EACH ROW EXECUTE FUNCTION stays_as_signed();
