-- Therapy sessions and what happened in them. Events are facts: appended, corrected by later facts.

-- A session repeated weekly. Its sessions are written ahead as rows, so that their ids are known before any tablet opens them.
CREATE TABLE session_series (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  adult_id uuid NOT NULL,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 5),
  rotation_day text,
  from_date date NOT NULL,
  to_date date,
  written_to date,
  -- everything a session of it has: times, delivery, class, routine, room, format, materials, members
  template jsonb NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);

CREATE TABLE session (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  series_id uuid,
  adult_id uuid NOT NULL,
  school_id uuid NOT NULL,
  date date NOT NULL,
  starts time NOT NULL,
  ends time NOT NULL,
  delivery text NOT NULL CHECK (delivery IN ('push_in', 'pull_out', 'observation', 'consult')),
  class_id uuid,
  routine_id uuid,
  room_id uuid,
  setting text NOT NULL,
  co_teaching_format text,
  activity text NOT NULL DEFAULT '',
  materials text NOT NULL DEFAULT '',
  look_for text NOT NULL DEFAULT '',
  my_part text NOT NULL DEFAULT '',
  their_part text NOT NULL DEFAULT '',
  origin text NOT NULL CHECK (origin IN ('by_hand', 'series', 'plan', 'unplanned', 'covered')),
  status text NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'cancelled')),
  cancelled_reason text,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  CHECK (ends > starts OR origin = 'unplanned'),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, school_id) REFERENCES school,
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, routine_id) REFERENCES routine,
  FOREIGN KEY (district_id, room_id) REFERENCES room
);
CREATE INDEX session_by_adult_date ON session (district_id, adult_id, date);
CREATE INDEX session_by_class_date ON session (district_id, class_id, date);
CREATE INDEX session_by_school_date ON session (district_id, school_id, date);
CREATE INDEX session_by_series ON session (district_id, series_id);

CREATE TABLE session_member (
  district_id uuid NOT NULL,
  session_id uuid NOT NULL,
  student_id uuid NOT NULL,
  -- shown in the room, unique in the session
  label text NOT NULL,
  -- goals in the order of the chip's taps
  goal_ids jsonb NOT NULL DEFAULT '[]',
  position smallint NOT NULL,
  PRIMARY KEY (district_id, session_id, student_id),
  UNIQUE (district_id, session_id, label),
  FOREIGN KEY (district_id, session_id) REFERENCES session,
  FOREIGN KEY (district_id, student_id) REFERENCES student
);
CREATE INDEX session_member_by_student ON session_member (district_id, student_id);

-- Adults besides the one who leads: assistant, paraprofessional, second observer, cover.
CREATE TABLE session_adult (
  district_id uuid NOT NULL,
  session_id uuid NOT NULL,
  adult_id uuid NOT NULL,
  part text NOT NULL CHECK (part IN ('records', 'observes', 'covers', 'teaches')),
  PRIMARY KEY (district_id, session_id, adult_id),
  FOREIGN KEY (district_id, session_id) REFERENCES session,
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);

-- One fact each. `body` is the event as the device wrote it; the columns are copies for keys, policies and indexes.
CREATE TABLE event (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  kind text NOT NULL,
  -- a void carries the student and goal of what it voids
  student_id uuid,
  goal_id uuid,
  occurred_at timestamptz NOT NULL,
  entered_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  -- received minus sent by the device's clock, when it was sent
  clock_skew_ms bigint NOT NULL DEFAULT 0,
  recorder_id uuid NOT NULL,
  device_id uuid NOT NULL,
  body jsonb NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, session_id) REFERENCES session
);
CREATE INDEX event_by_goal ON event (district_id, goal_id, occurred_at);
CREATE INDEX event_by_student ON event (district_id, student_id, occurred_at);
CREATE INDEX event_by_session ON event (district_id, session_id, occurred_at);

-- Events whose session is not known yet: kept until its `opened` arrives, then judged.
CREATE TABLE event_waiting (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  recorder_id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  clock_skew_ms bigint NOT NULL DEFAULT 0,
  body jsonb NOT NULL,
  PRIMARY KEY (district_id, id)
);
CREATE INDEX event_waiting_by_session ON event_waiting (district_id, session_id);

-- Events that were held and then refused: shown to who recorded them, never dropped.
CREATE TABLE event_refused (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  recorder_id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  code text NOT NULL,
  field text,
  body jsonb NOT NULL,
  PRIMARY KEY (district_id, id)
);

-- Who is not there. One tap, seen by every therapist of that class.
CREATE TABLE absence (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  date date NOT NULL,
  school_id uuid NOT NULL,
  student_id uuid,
  adult_id uuid,
  -- the class whose teacher is out, or the student's homeroom: who sees it
  class_id uuid,
  kind text NOT NULL CHECK (kind IN ('absent', 'substitute')),
  substitute_name text,
  noted_by uuid NOT NULL,
  noted_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, school_id) REFERENCES school,
  CHECK ((student_id IS NULL) <> (adult_id IS NULL))
);
CREATE INDEX absence_by_date ON absence (district_id, date);

CREATE TABLE device (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  adult_id uuid NOT NULL,
  label text NOT NULL DEFAULT '',
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  last_skew_ms bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);
