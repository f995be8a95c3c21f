-- What the last message to an adult has said: so that none is sent about what was said already. Counts by kind, no names.
CREATE TABLE notice_mail (
  district_id uuid NOT NULL,
  adult_id uuid NOT NULL,
  sent_at timestamptz NOT NULL,
  counts jsonb NOT NULL,
  PRIMARY KEY (district_id, adult_id),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);
ALTER TABLE notice_mail ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice_mail FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON notice_mail FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
