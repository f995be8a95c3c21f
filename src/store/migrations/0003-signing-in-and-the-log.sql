-- Signing in, invitations, the access log, due jobs. Requests never see password or sign-in rows: only the owner reads them.

CREATE TABLE password (
  district_id uuid NOT NULL,
  adult_id uuid NOT NULL,
  -- PHC string, argon2id
  hash text NOT NULL,
  set_at timestamptz NOT NULL,
  wrong_count smallint NOT NULL DEFAULT 0,
  locked_until timestamptz,
  PRIMARY KEY (district_id, adult_id),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);

CREATE TABLE sign_in (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  adult_id uuid NOT NULL,
  -- SHA-256 of the cookie's 256-bit token
  token_hash text NOT NULL,
  how text NOT NULL CHECK (how IN ('password', 'invitation', 'first_account', 'demo', 'passkey', 'link')),
  started_at timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);
CREATE UNIQUE INDEX sign_in_token ON sign_in (district_id, token_hash);
CREATE INDEX sign_in_by_adult ON sign_in (district_id, adult_id);

CREATE TABLE invitation (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  token_hash text NOT NULL,
  -- 'first_account' has no inviter
  invited_by uuid,
  adult_id uuid,
  name text NOT NULL DEFAULT '',
  email text,
  role text NOT NULL,
  discipline text,
  school_id uuid,
  class_id uuid,
  for_adult_id uuid,
  role_from date,
  role_to date,
  made_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  used_at timestamptz,
  withdrawn_at timestamptz,
  PRIMARY KEY (district_id, id)
);
CREATE UNIQUE INDEX invitation_token ON invitation (district_id, token_hash);

-- Append-only: no UPDATE or DELETE is granted to requests.
CREATE TABLE access_log (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  adult_id uuid NOT NULL,
  sign_in_id uuid,
  operation text NOT NULL,
  student_id uuid,
  fields text NOT NULL,
  purpose text,
  result text NOT NULL CHECK (result IN ('allowed', 'refused')),
  request_id text,
  PRIMARY KEY (district_id, id)
);
CREATE INDEX access_log_by_student ON access_log (district_id, student_id, at);
CREATE INDEX access_log_by_adult ON access_log (district_id, adult_id, at);

CREATE TABLE break_glass (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  adult_id uuid NOT NULL,
  student_id uuid NOT NULL,
  reason text NOT NULL,
  from_date date NOT NULL,
  to_date date NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, student_id) REFERENCES student
);

CREATE TABLE due_job (
  district_id uuid NOT NULL,
  name text NOT NULL,
  last_run timestamptz NOT NULL,
  outcome text NOT NULL,
  PRIMARY KEY (district_id, name)
);

CREATE TABLE import_batch (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  adult_id uuid NOT NULL,
  at timestamptz NOT NULL,
  file_sha256 text NOT NULL,
  counts jsonb NOT NULL,
  PRIMARY KEY (district_id, id)
);
