-- The district, its schools, classes, students, goals and services: who, where, when.
-- Every key begins with district_id. Ids are UUIDv7 made by the application. Periods are dates, both ends included.
-- Planned times are wall times; the zone is the school's. What happened (events, logs) is an instant.

CREATE TABLE district (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  time_zone text NOT NULL,
  preferences jsonb NOT NULL DEFAULT '{}',
  is_demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);

CREATE TABLE school (
  district_id uuid NOT NULL REFERENCES district,
  id uuid NOT NULL,
  name text NOT NULL,
  time_zone text NOT NULL,
  year_from date NOT NULL,
  year_to date NOT NULL,
  -- 'none', 'ab' (weeks A and B) or a rotation of N days; dates that shift it are in school_date
  rotation text NOT NULL DEFAULT 'none' CHECK (rotation IN ('none', 'ab', '1-4', '1-5', '1-6')),
  rotation_from date,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, name)
);

-- Dates that differ from an ordinary school day.
CREATE TABLE school_date (
  district_id uuid NOT NULL,
  school_id uuid NOT NULL,
  date date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('holiday', 'early_release', 'late_start', 'testing', 'closed')),
  label text NOT NULL DEFAULT '',
  starts time,
  ends time,
  -- names the rotation day when it is not the one the count gives
  rotation_day text,
  PRIMARY KEY (district_id, school_id, date),
  FOREIGN KEY (district_id, school_id) REFERENCES school
);

CREATE TABLE bell_period (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  school_id uuid NOT NULL,
  schedule text NOT NULL DEFAULT 'regular',
  name text NOT NULL,
  starts time NOT NULL,
  ends time NOT NULL CHECK (ends > starts),
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, school_id) REFERENCES school
);

CREATE TABLE adult (
  district_id uuid NOT NULL REFERENCES district,
  id uuid NOT NULL,
  name text NOT NULL,
  email text,
  -- what the pad and the schedule show: "Ms Lee"
  short_name text NOT NULL,
  discipline text CHECK (discipline IN ('speech', 'occupational', 'physical')),
  position text NOT NULL DEFAULT '',
  language text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'es')),
  preferences jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id)
);
CREATE UNIQUE INDEX adult_email ON adult (district_id, lower(email)) WHERE email IS NOT NULL;

CREATE TABLE room (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  school_id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('classroom', 'therapy', 'other')),
  -- the therapist it belongs to; null: shared
  adult_id uuid,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, school_id, name),
  FOREIGN KEY (district_id, school_id) REFERENCES school,
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);

-- Places as the school names them; `setting` is the place of measurement they count as.
CREATE TABLE place (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  school_id uuid NOT NULL,
  name text NOT NULL,
  setting text NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, school_id, name),
  FOREIGN KEY (district_id, school_id) REFERENCES school
);

CREATE TABLE class (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  school_id uuid NOT NULL,
  name text NOT NULL,
  -- -1 preschool, 0 kindergarten, 1-12; null: several grades
  grade smallint CHECK (grade BETWEEN -1 AND 12),
  kind text NOT NULL CHECK (kind IN ('homeroom', 'resource', 'bell_period', 'preschool', 'specials')),
  half_day text CHECK (half_day IN ('am', 'pm')),
  room_id uuid,
  how_it_runs text NOT NULL DEFAULT '',
  from_date date NOT NULL,
  to_date date,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, school_id) REFERENCES school,
  FOREIGN KEY (district_id, room_id) REFERENCES room
);
CREATE INDEX class_by_school ON class (district_id, school_id);

CREATE TABLE routine (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  class_id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  place_id uuid,
  -- setting when no place is named
  setting text NOT NULL DEFAULT 'classroom',
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, place_id) REFERENCES place
);
CREATE INDEX routine_by_class ON routine (district_id, class_id);

-- When a routine takes place: weekly, dated. 5-minute grid.
CREATE TABLE routine_time (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  class_id uuid NOT NULL,
  routine_id uuid NOT NULL,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 5),
  -- 'A', 'B' or a rotation day '1'..'6'; null: every week
  rotation_day text,
  starts time NOT NULL,
  ends time NOT NULL CHECK (ends > starts),
  pull_out text NOT NULL DEFAULT 'allowed' CHECK (pull_out IN ('never', 'allowed')),
  pull_out_cost smallint NOT NULL DEFAULT 0 CHECK (pull_out_cost BETWEEN 0 AND 100),
  push_in text NOT NULL DEFAULT 'not_offered' CHECK (push_in IN ('not_offered', 'open', 'liked')),
  from_date date NOT NULL,
  to_date date,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, routine_id) REFERENCES routine,
  FOREIGN KEY (district_id, class_id) REFERENCES class
);
CREATE INDEX routine_time_by_class ON routine_time (district_id, class_id, weekday);

CREATE TABLE teacher_free (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  class_id uuid NOT NULL,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 5),
  rotation_day text,
  starts time NOT NULL,
  ends time NOT NULL CHECK (ends > starts),
  from_date date NOT NULL,
  to_date date,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, class_id) REFERENCES class
);
CREATE INDEX teacher_free_by_class ON teacher_free (district_id, class_id);

CREATE TABLE co_teaching_agreement (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  class_id uuid NOT NULL,
  adult_id uuid NOT NULL,
  format text NOT NULL,
  minutes smallint NOT NULL CHECK (minutes BETWEEN 5 AND 240),
  -- [{weekday, starts}]
  options jsonb NOT NULL,
  from_date date NOT NULL,
  to_date date,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, class_id) REFERENCES class,
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);

CREATE TABLE class_exception (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  class_id uuid NOT NULL,
  date date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('early_release', 'test', 'not_today', 'guest_teacher', 'trip', 'other')),
  starts time,
  ends time,
  note text NOT NULL DEFAULT '',
  noted_by uuid NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, class_id) REFERENCES class
);
CREATE INDEX class_exception_by_date ON class_exception (district_id, class_id, date);

CREATE TABLE student (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  school_id uuid NOT NULL,
  grade smallint CHECK (grade BETWEEN -1 AND 12),
  -- what is shown in the room: initials or a symbol; never the name
  label text NOT NULL,
  -- the district's own number: how an import knows a student again
  local_code text,
  response_mode text NOT NULL DEFAULT 'speech',
  left_on date,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, school_id) REFERENCES school
);
CREATE UNIQUE INDEX student_local_code ON student (district_id, local_code) WHERE local_code IS NOT NULL;

-- The only table with children's names.
CREATE TABLE student_name (
  district_id uuid NOT NULL,
  student_id uuid NOT NULL,
  given_name text NOT NULL,
  family_name text NOT NULL,
  preferred_name text,
  PRIMARY KEY (district_id, student_id),
  FOREIGN KEY (district_id, student_id) REFERENCES student
);

CREATE TABLE enrollment (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  student_id uuid NOT NULL,
  class_id uuid NOT NULL,
  from_date date NOT NULL,
  to_date date,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, student_id) REFERENCES student,
  FOREIGN KEY (district_id, class_id) REFERENCES class
);
CREATE INDEX enrollment_by_class ON enrollment (district_id, class_id);
CREATE INDEX enrollment_by_student ON enrollment (district_id, student_id);

-- The student's own timetable where it differs from the class's: other services, therapies, shortened days.
CREATE TABLE student_block (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  student_id uuid NOT NULL,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 5),
  rotation_day text,
  starts time NOT NULL,
  ends time NOT NULL CHECK (ends > starts),
  kind text NOT NULL CHECK (kind IN ('other_service', 'other_class', 'not_at_school', 'other')),
  pull_out text NOT NULL DEFAULT 'never' CHECK (pull_out IN ('never', 'allowed')),
  from_date date NOT NULL,
  to_date date,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, student_id) REFERENCES student
);
CREATE INDEX student_block_by_student ON student_block (district_id, student_id);

CREATE TABLE kept_apart (
  district_id uuid NOT NULL,
  student_id uuid NOT NULL,
  other_student_id uuid NOT NULL CHECK (other_student_id <> student_id),
  PRIMARY KEY (district_id, student_id, other_student_id),
  FOREIGN KEY (district_id, student_id) REFERENCES student,
  FOREIGN KEY (district_id, other_student_id) REFERENCES student
);

CREATE TABLE iep (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  student_id uuid NOT NULL,
  iep_date date NOT NULL,
  annual_review_due date,
  reevaluation_due date,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, student_id, iep_date),
  FOREIGN KEY (district_id, student_id) REFERENCES student
);

CREATE TABLE role_held (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  adult_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('therapist', 'assistant', 'teacher', 'paraprofessional', 'guest_teacher', 'case_manager', 'coordinator', 'records')),
  school_id uuid,
  class_id uuid,
  from_date date NOT NULL,
  to_date date,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, school_id) REFERENCES school,
  FOREIGN KEY (district_id, class_id) REFERENCES class
);
CREATE INDEX role_held_by_adult ON role_held (district_id, adult_id);
CREATE INDEX role_held_by_class ON role_held (district_id, class_id);

CREATE TABLE caseload_place (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  adult_id uuid NOT NULL,
  student_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('therapy', 'case_management')),
  from_date date NOT NULL,
  to_date date,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, student_id) REFERENCES student
);
CREATE INDEX caseload_place_by_adult ON caseload_place (district_id, adult_id);
CREATE INDEX caseload_place_by_student ON caseload_place (district_id, student_id);

CREATE TABLE stand_in (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  adult_id uuid NOT NULL,
  for_adult_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('assistant', 'cover')),
  from_date date NOT NULL,
  to_date date,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, for_adult_id) REFERENCES adult
);

-- When and where an adult works: school by weekday, lunch, other work. The planner's "at".
CREATE TABLE work_time (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  adult_id uuid NOT NULL,
  school_id uuid,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 5),
  rotation_day text,
  starts time NOT NULL,
  ends time NOT NULL CHECK (ends > starts),
  kind text NOT NULL CHECK (kind IN ('at_school', 'lunch', 'meeting', 'evaluation', 'documentation', 'travel', 'other')),
  label text NOT NULL DEFAULT '',
  from_date date NOT NULL,
  to_date date,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, adult_id) REFERENCES adult,
  FOREIGN KEY (district_id, school_id) REFERENCES school
);
CREATE INDEX work_time_by_adult ON work_time (district_id, adult_id);

-- Who sees which student, from when to when. Derived from roles, caseloads, stand-ins and enrollments (domain/caseload/roles.ts):
-- a look-up for row-level security, thrown away and rebuilt whenever one of those changes.
CREATE TABLE reach (
  district_id uuid NOT NULL,
  adult_id uuid NOT NULL,
  student_id uuid NOT NULL,
  reach text NOT NULL CHECK (reach IN ('record', 'published')),
  from_date date NOT NULL,
  to_date date,
  PRIMARY KEY (district_id, adult_id, student_id, reach, from_date)
);

CREATE TABLE cue_set (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  -- [{code, label}] from least to most help
  kinds jsonb NOT NULL,
  asks text NOT NULL DEFAULT 'who' CHECK (asks IN ('who', 'kind', 'both')),
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, name),
  FOREIGN KEY (district_id) REFERENCES district
);

CREATE TABLE goal (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  student_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  discipline text NOT NULL CHECK (discipline IN ('speech', 'occupational', 'physical')),
  area text NOT NULL,
  -- the neutral tag of the pad: "bec", "r"; no goal in words
  tag text NOT NULL,
  -- a goal whose setting must not be read by others (bathroom) shows as a code
  shown_as_code boolean NOT NULL DEFAULT false,
  measure text NOT NULL,
  unit text NOT NULL CHECK (unit IN ('trial', 'day')),
  cue_set_id uuid,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'on_hold', 'closed')),
  external_ref text,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, student_id) REFERENCES student,
  FOREIGN KEY (district_id, owner_id) REFERENCES adult,
  FOREIGN KEY (district_id, cue_set_id) REFERENCES cue_set
);
CREATE INDEX goal_by_student ON goal (district_id, student_id);

CREATE TABLE goal_version (
  district_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  student_id uuid NOT NULL,
  version smallint NOT NULL,
  official_wording text NOT NULL,
  plain_words text NOT NULL DEFAULT '',
  criterion jsonb NOT NULL,
  baseline jsonb,
  wait_seconds smallint NOT NULL DEFAULT 5 CHECK (wait_seconds BETWEEN 0 AND 300),
  response_mode text NOT NULL DEFAULT 'speech',
  self_correction_offered boolean NOT NULL DEFAULT true,
  -- supports the goal allows; they are not cues
  supports jsonb NOT NULL DEFAULT '[]',
  from_date date NOT NULL,
  written_by uuid NOT NULL,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, goal_id, version),
  FOREIGN KEY (district_id, goal_id) REFERENCES goal
);

CREATE TABLE target (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  goal_id uuid NOT NULL,
  student_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('word', 'skill', 'step')),
  text text NOT NULL,
  level text,
  position smallint NOT NULL,
  status text NOT NULL DEFAULT 'acquisition' CHECK (status IN ('acquisition', 'maintenance', 'later')),
  from_date date NOT NULL,
  to_date date,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, goal_id) REFERENCES goal
);
CREATE INDEX target_by_goal ON target (district_id, goal_id);

-- Routines in which the goal gets chances: marked by the therapist.
CREATE TABLE goal_routine (
  district_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  student_id uuid NOT NULL,
  routine_id uuid NOT NULL,
  position smallint NOT NULL,
  PRIMARY KEY (district_id, goal_id, routine_id),
  FOREIGN KEY (district_id, goal_id) REFERENCES goal,
  FOREIGN KEY (district_id, routine_id) REFERENCES routine
);

CREATE TABLE service_line (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  student_id uuid NOT NULL,
  discipline text NOT NULL CHECK (discipline IN ('speech', 'occupational', 'physical')),
  external_ref text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, student_id) REFERENCES student
);
CREATE INDEX service_line_by_student ON service_line (district_id, student_id);

CREATE TABLE service_period (
  district_id uuid NOT NULL,
  id uuid NOT NULL,
  line_id uuid NOT NULL,
  student_id uuid NOT NULL,
  adult_id uuid NOT NULL,
  delivery text NOT NULL CHECK (delivery IN ('push_in', 'pull_out', 'indirect', 'consult')),
  minutes smallint NOT NULL CHECK (minutes BETWEEN 5 AND 480),
  times smallint NOT NULL CHECK (times BETWEEN 1 AND 400),
  per text NOT NULL CHECK (per IN ('week', 'month', 'quarter', 'year')),
  group_max smallint NOT NULL DEFAULT 1 CHECK (group_max BETWEEN 1 AND 12),
  place text NOT NULL DEFAULT '',
  reason text NOT NULL DEFAULT '',
  from_date date NOT NULL,
  to_date date,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, line_id) REFERENCES service_line,
  FOREIGN KEY (district_id, adult_id) REFERENCES adult
);
CREATE INDEX service_period_by_line ON service_period (district_id, line_id);
CREATE INDEX service_period_by_student ON service_period (district_id, student_id);
