-- The access log is sealed by day into a chain: who changes, removes or backdates a line of it breaks a seal.

CREATE TABLE access_seal (
  district_id uuid NOT NULL,
  -- the day in UTC
  day date NOT NULL,
  lines integer NOT NULL CHECK (lines > 0),
  -- SHA-256 (hex) of the seal before this one, the day, and its lines
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, day)
);
CREATE INDEX access_log_by_time ON access_log (district_id, at);

-- Like sign-ins: no policy for requests, no grant. Only the owner.
ALTER TABLE access_seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_seal FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON access_seal FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
