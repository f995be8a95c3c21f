-- How long records are kept after a student has left, who was told, what is held back, and what was destroyed. What is left of a
-- destroyed record is here and in the access log: numbers, days, counts; no name and nothing of what the record said.

-- The day from which the rights over the record are the student's own; the birth date itself is not kept.
ALTER TABLE student ADD COLUMN of_age_on date;

-- A district's rules, each version whole; the newest that has begun is in force, before the first the usual one.
CREATE TABLE retention_rule (
  district_id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  from_date date NOT NULL,
  years_after_leaving smallint NOT NULL CHECK (years_after_leaving BETWEEN 1 AND 99),
  -- between telling the family and destroying
  wait_days smallint NOT NULL CHECK (wait_days BETWEEN 0 AND 365),
  reason text NOT NULL,
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, version),
  FOREIGN KEY (district_id, set_by) REFERENCES adult
);

-- What was done about a record that is no longer needed: appended. Outlives the record, so it refers to no row of it.
CREATE TABLE retention_mark (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  student_id uuid NOT NULL,
  what text NOT NULL CHECK (what IN ('told', 'held', 'released')),
  on_date date NOT NULL,
  reason text NOT NULL,
  noted_by uuid NOT NULL,
  noted_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, noted_by) REFERENCES adult
);
CREATE INDEX retention_mark_by_student ON retention_mark (district_id, student_id);

CREATE TABLE destruction (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  student_id uuid NOT NULL,
  left_on date,
  why text NOT NULL CHECK (why IN ('no_longer_needed', 'family_asks')),
  told_on date,
  rule_version integer NOT NULL,
  -- {table: rows}
  counts jsonb NOT NULL,
  -- SHA-256 over what the certificate says
  hash text NOT NULL,
  destroyed_by uuid NOT NULL,
  destroyed_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, student_id),
  FOREIGN KEY (district_id, destroyed_by) REFERENCES adult
);

-- Only the owner's transactions read and write them, after the policy.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['retention_rule', 'retention_mark', 'destruction'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
