-- What a tablet seals its events with, how a sign-in ended, and passkeys. Requests never see these rows: only the owner reads them.

-- A device seals what it records to the district's newest key; older keys stay, for tablets that come back from a cupboard.
CREATE TABLE outbox_key (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  -- ECDH P-256: the point, uncompressed, and the private key as PKCS #8; base64url
  public_key text NOT NULL,
  private_key text NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id) REFERENCES district
);

-- left: signed out on that very device. elsewhere: signed out from another one. unused: idle for too long.
ALTER TABLE sign_in ADD COLUMN ended_how text CHECK (ended_how IN ('left', 'elsewhere', 'unused'));

CREATE TABLE passkey (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  adult_id uuid NOT NULL,
  -- As the authenticator names it; base64url
  credential_id text NOT NULL,
  -- COSE, base64url
  public_key text NOT NULL,
  counter bigint NOT NULL,
  transports jsonb NOT NULL DEFAULT '[]',
  -- The adult's own word for it: "school tablet"
  label text NOT NULL,
  made_at timestamptz NOT NULL,
  last_used_at timestamptz,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);
CREATE UNIQUE INDEX passkey_credential ON passkey (district_id, credential_id);
CREATE INDEX passkey_by_adult ON passkey (district_id, adult_id);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['outbox_key', 'passkey'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
