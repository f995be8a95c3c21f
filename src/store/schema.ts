/**
 * The tables as Kysely sees them. Written by hand beside the migrations; `schema.test.ts` compares it with the database.
 * Both drivers answer: uuid, text -> string; date -> `YYYY-MM-DD`; time -> `HH:MM:SS`; timestamptz -> ISO instant; jsonb -> parsed.
 */
import type { ColumnType, Generated } from 'kysely';
import type { Review } from '#contract/review.ts';
import type { MadeForStudent, PlannedBefore } from '#domain/caseload/hand-over.ts';
import type { MadeForSchool, MadeForYear } from '#domain/caseload/new-year.ts';
import type { Role } from '#domain/caseload/roles.ts';
import type {
  Area,
  Baseline,
  Criterion,
  CueKind,
  Discipline,
  GoalUnit,
  MeasureKind,
  ResponseMode,
  TargetStatus,
} from '#domain/goals/goal.ts';
import type { CardAsk } from '#domain/partnership/card.ts';
import type { InServiceSection } from '#domain/partnership/in-service.ts';
import type { Told } from '#domain/partnership/notices.ts';
import type { StrategyStep, SymbolCode } from '#domain/partnership/strategy.ts';
import type { NotTodayReason, ReplyKind } from '#domain/partnership/visit-plan.ts';
import type { PictureKind } from '#domain/partnership/visual.ts';
import type { ReviewRule } from '#domain/reviews/review-point.ts';
import type { ReviewThresholds } from '#domain/reviews/thresholds.ts';
import type { RoutineKind } from '#domain/school-day/class-day.ts';
import type { SeriesTemplate } from '#domain/school-day/series.ts';
import type { MinuteRules } from '#domain/services/minutes.ts';
import type { ServiceCode } from '#domain/services/service-codes.ts';
import type { LogFacts } from '#domain/services/service-log.ts';
import type { ServiceChangeMade } from '#domain/services/service-period.ts';
import type { PlanChoices } from '#domain/services/week-to-plan.ts';
import type { CoTeachingFormat, SessionEvent, StrategyUse } from '#domain/trials/event.ts';

/** Read parsed, written as JSON text: the same on both drivers. */
export type Json<T> = ColumnType<T, string, string>;
export type JsonDefault<T> = ColumnType<T, string | undefined, string>;

export interface AbsenceTable {
  district_id: string;
  id: string;
  date: string;
  school_id: string;
  student_id: string | null;
  adult_id: string | null;
  class_id: string | null;
  kind: 'absent' | 'substitute';
  substitute_name: string | null;
  noted_by: string;
  noted_at: string;
  withdrawn_at: string | null;
}

export interface AccessLogTable {
  district_id: string;
  id: string;
  at: string;
  adult_id: string;
  sign_in_id: string | null;
  operation: string;
  student_id: string | null;
  fields: string;
  purpose: string | null;
  result: 'allowed' | 'refused';
  request_id: string | null;
}

export interface AccessSealTable {
  district_id: string;
  day: string;
  lines: number;
  hash: string;
  sealed_at: string;
}

export interface AdultTable {
  district_id: string;
  id: string;
  name: string;
  email: string | null;
  short_name: string;
  discipline: Discipline | null;
  position: Generated<string>;
  language: Generated<'en' | 'es'>;
  preferences: JsonDefault<Record<string, unknown>>;
  created_at: string;
}

export interface BellPeriodTable {
  district_id: string;
  id: string;
  school_id: string;
  schedule: Generated<string>;
  name: string;
  starts: string;
  ends: string;
}

export interface BreakGlassTable {
  district_id: string;
  id: string;
  adult_id: string;
  student_id: string;
  reason: string;
  from_date: string;
  to_date: string;
  made_at: string;
}

export interface CalendarFeedTable {
  district_id: string;
  id: string;
  adult_id: string;
  token_hash: string;
  made_at: string;
  last_fetched: string | null;
  withdrawn_at: string | null;
}

export interface CalendarToldTable {
  district_id: string;
  adult_id: string;
  key: string;
  said: string;
  sequence: number;
  changed_at: string;
}

export interface CardTable {
  district_id: string;
  id: string;
  student_id: string;
  class_id: string;
  version: number;
  looks_like: string;
  cue: string;
  praise: string;
  avoid: Generated<string>;
  asks: JsonDefault<CardAsk[]>;
  written_by: string;
  written_at: string;
  published_at: string | null;
  withdrawn_at: string | null;
}

export interface CardReadTable {
  district_id: string;
  card_id: string;
  adult_id: string;
  student_id: string;
  read_at: string;
}

export interface CardReminderTable {
  district_id: string;
  card_id: string;
  adult_id: string;
  date: string;
  student_id: string;
  reminded_by: string;
}

export interface CaseloadPlaceTable {
  district_id: string;
  id: string;
  adult_id: string;
  student_id: string;
  kind: 'therapy' | 'case_management';
  from_date: string;
  to_date: string | null;
}

export interface ClassTable {
  district_id: string;
  id: string;
  school_id: string;
  name: string;
  grade: number | null;
  kind: 'homeroom' | 'resource' | 'bell_period' | 'preschool' | 'specials';
  half_day: 'am' | 'pm' | null;
  room_id: string | null;
  how_it_runs: Generated<string>;
  from_date: string;
  to_date: string | null;
}

export interface ClassExceptionTable {
  district_id: string;
  id: string;
  class_id: string;
  date: string;
  kind: string;
  starts: string | null;
  ends: string | null;
  note: Generated<string>;
  noted_by: string;
}

export interface CoTeachingAgreementTable {
  district_id: string;
  id: string;
  class_id: string;
  adult_id: string;
  format: string;
  minutes: number;
  options: Json<readonly { weekday: number; starts: string }[]>;
  from_date: string;
  to_date: string | null;
}

export interface CueSetTable {
  district_id: string;
  id: string;
  name: string;
  kinds: Json<readonly CueKind[]>;
  asks: Generated<'who' | 'kind' | 'both'>;
}

export interface DeviceTable {
  district_id: string;
  id: string;
  adult_id: string;
  label: Generated<string>;
  first_seen: string;
  last_seen: string;
  last_skew_ms: Generated<number>;
}

export interface DistrictTable {
  id: string;
  name: string;
  time_zone: string;
  preferences: JsonDefault<Record<string, unknown>>;
  is_demo: Generated<boolean>;
  created_at: string;
}

export interface DueJobTable {
  district_id: string;
  name: string;
  last_run: string;
  outcome: string;
}

export interface EnrollmentTable {
  district_id: string;
  id: string;
  student_id: string;
  class_id: string;
  from_date: string;
  to_date: string | null;
}

export interface EventTable {
  district_id: string;
  id: string;
  session_id: string;
  kind: string;
  student_id: string | null;
  goal_id: string | null;
  occurred_at: string;
  entered_at: string;
  received_at: string;
  clock_skew_ms: Generated<number>;
  recorder_id: string;
  device_id: string;
  body: Json<SessionEvent>;
}

export interface EventRefusedTable {
  district_id: string;
  id: string;
  session_id: string;
  recorder_id: string;
  received_at: string;
  code: string;
  field: string | null;
  body: Json<unknown>;
}

export interface EventWaitingTable {
  district_id: string;
  id: string;
  session_id: string;
  recorder_id: string;
  received_at: string;
  clock_skew_ms: Generated<number>;
  body: Json<SessionEvent>;
}

export interface GoalTable {
  district_id: string;
  id: string;
  student_id: string;
  owner_id: string;
  discipline: Discipline;
  area: Area;
  tag: string;
  shown_as_code: Generated<boolean>;
  measure: MeasureKind;
  unit: GoalUnit;
  cue_set_id: string | null;
  status: Generated<'active' | 'on_hold' | 'closed'>;
  external_ref: string | null;
  starts_on: string;
  ends_on: string;
  created_at: string;
}

export interface GoalRoutineTable {
  district_id: string;
  goal_id: string;
  student_id: string;
  routine_id: string;
  position: number;
}

export interface HandOverTable {
  district_id: string;
  id: string;
  from_adult_id: string;
  to_adult_id: string;
  on_date: string;
  reason: string;
  students: number;
  planned: Json<PlannedBefore>;
  made_by: string;
  made_at: string;
  undone_by: string | null;
  undone_at: string | null;
}

export interface HandOverStudentTable {
  district_id: string;
  hand_over_id: string;
  student_id: string;
  made: Json<MadeForStudent>;
}

export interface NewYearTable {
  district_id: string;
  id: string;
  school_id: string;
  ended_on: string;
  from_date: string;
  to_date: string;
  rotation: string;
  rotation_from: string | null;
  students: number;
  made: Json<MadeForSchool>;
  made_by: string;
  made_at: string;
  begun_at: string | null;
  undone_by: string | null;
  undone_at: string | null;
}

export interface NewYearStudentTable {
  district_id: string;
  new_year_id: string;
  student_id: string;
  grade_before: number | null;
  grade: number | null;
  made: Json<MadeForYear>;
}

export interface NotedChangeTable {
  district_id: string;
  id: string;
  student_id: string;
  changed_on: string;
  words: string;
  noted_by: string;
  noted_at: string;
  taken_back_by: string | null;
  taken_back_at: string | null;
}

export interface ReviewThresholdsTable {
  district_id: string;
  version: number;
  thresholds: Json<ReviewThresholds>;
  reason: string;
  set_by: string;
  set_at: string;
}

export interface MinuteRuleTable {
  district_id: string;
  version: number;
  from_date: string;
  observation: MinuteRules['observation'];
  co_treatment: MinuteRules['coTreatment'];
  holiday_weeks: MinuteRules['holidayWeeks'];
  reason: string;
  set_by: string;
  set_at: string;
}

export interface ServiceLogEntryTable {
  district_id: string;
  id: string;
  session_id: string;
  student_id: string;
  date: string;
  given_by: string;
  by_assistant: boolean;
  facts: Json<LogFacts>;
  note: string;
  corrects: string | null;
  reason: string;
  signed_at: string;
}

export interface ServiceLogCountersignTable {
  district_id: string;
  entry_id: string;
  student_id: string;
  signed_by: string;
  signed_at: string;
}

export interface BillingConsentTable {
  district_id: string;
  id: string;
  student_id: string;
  given: boolean;
  from_date: string;
  noted_by: string;
  noted_at: string;
}

export interface ServiceCodeLoadTable {
  district_id: string;
  version: number;
  codes: Json<readonly ServiceCode[]>;
  reason: string;
  loaded_by: string;
  loaded_at: string;
}

export interface SupervisionTable {
  district_id: string;
  id: string;
  assistant_id: string;
  supervisor_id: string;
  from_date: string;
  to_date: string | null;
  set_by: string;
  set_at: string;
}

export interface SupervisionTimeTable {
  district_id: string;
  id: string;
  assistant_id: string;
  supervisor_id: string;
  on_date: string;
  minutes: number;
  kind: 'direct' | 'indirect';
  noted_at: string;
  taken_back_at: string | null;
}

export interface SessionMakeUpTable {
  district_id: string;
  session_id: string;
  student_id: string;
  missed_session_id: string;
  noted_by: string;
  noted_at: string;
}

export interface ProgressReportTable {
  district_id: string;
  id: string;
  student_id: string;
  discipline: Discipline;
  from_date: string;
  to_date: string;
  version: number;
  comments: JsonDefault<Record<string, string>>;
  to_family: Generated<string>;
  written_by: string;
  written_at: string;
  finished_at: string | null;
}

export interface ReviewWordsTable {
  district_id: string;
  id: string;
  student_id: string;
  who: Review['words'][number]['who'];
  words: string;
  said_on: string;
  noted_by: string;
  noted_at: string;
}

export interface ReviewDismissalTable {
  district_id: string;
  id: string;
  student_id: string;
  goal_id: string;
  rule: ReviewRule;
  reason: string;
  thresholds_version: number;
  dismissed_by: string;
  dismissed_at: string;
}

export interface ReviewDecisionTable {
  district_id: string;
  id: string;
  student_id: string;
  held_on: string;
  took_part: string;
  decision: string;
  reasons: string;
  points: Json<Review['decisions'][number]['points']>;
  thresholds_version: number;
  line_id: string | null;
  changed_on: string | null;
  noted_by: string;
  noted_at: string;
}

export interface GoalVersionTable {
  district_id: string;
  goal_id: string;
  student_id: string;
  version: number;
  official_wording: string;
  plain_words: Generated<string>;
  criterion: Json<Criterion>;
  baseline: ColumnType<Baseline | null, string | null, string | null>;
  wait_seconds: Generated<number>;
  response_mode: Generated<ResponseMode>;
  self_correction_offered: Generated<boolean>;
  supports: JsonDefault<readonly string[]>;
  from_date: string;
  written_by: string;
  written_at: string;
}

export interface IepTable {
  district_id: string;
  id: string;
  student_id: string;
  iep_date: string;
  annual_review_due: string | null;
  reevaluation_due: string | null;
  created_at: string;
}

export interface ImportBatchTable {
  district_id: string;
  id: string;
  adult_id: string;
  at: string;
  file_sha256: string;
  counts: Json<Record<string, unknown>>;
}

export interface InvitationTable {
  district_id: string;
  id: string;
  token_hash: string;
  invited_by: string | null;
  adult_id: string | null;
  name: Generated<string>;
  email: string | null;
  role: string;
  discipline: string | null;
  school_id: string | null;
  class_id: string | null;
  for_adult_id: string | null;
  role_from: string | null;
  role_to: string | null;
  made_at: string;
  ends_at: string;
  used_at: string | null;
  withdrawn_at: string | null;
}

export interface KeptApartTable {
  district_id: string;
  student_id: string;
  other_student_id: string;
}

export interface OutboxKeyTable {
  district_id: string;
  id: string;
  public_key: string;
  private_key: string;
  made_at: string;
}

export interface PasskeyTable {
  district_id: string;
  id: string;
  adult_id: string;
  credential_id: string;
  public_key: string;
  counter: number;
  transports: Json<string[]>;
  label: string;
  made_at: string;
  last_used_at: string | null;
}

export interface PasswordTable {
  district_id: string;
  adult_id: string;
  hash: string;
  set_at: string;
  wrong_count: Generated<number>;
  locked_until: string | null;
}

export interface PlaceTable {
  district_id: string;
  id: string;
  school_id: string;
  name: string;
  setting: string;
}

export interface ReachTable {
  district_id: string;
  adult_id: string;
  student_id: string;
  reach: 'record' | 'published';
  from_date: string;
  to_date: string | null;
}

export interface RoleHeldTable {
  district_id: string;
  id: string;
  adult_id: string;
  role: Role;
  school_id: string | null;
  class_id: string | null;
  from_date: string;
  to_date: string | null;
}

export interface RoomTable {
  district_id: string;
  id: string;
  school_id: string;
  name: string;
  kind: 'classroom' | 'therapy' | 'other';
  adult_id: string | null;
}

export interface RoutineTable {
  district_id: string;
  id: string;
  class_id: string;
  kind: string;
  name: string;
  place_id: string | null;
  setting: Generated<string>;
}

export interface RoutineTimeTable {
  district_id: string;
  id: string;
  class_id: string;
  routine_id: string;
  weekday: number;
  rotation_day: string | null;
  starts: string;
  ends: string;
  pull_out: Generated<'never' | 'allowed'>;
  pull_out_cost: Generated<number>;
  push_in: Generated<'not_offered' | 'open' | 'liked'>;
  from_date: string;
  to_date: string | null;
}

export interface RoutineQuestionTable {
  district_id: string;
  id: string;
  class_id: string;
  kind: string;
  asked_by: string;
  asked_at: string;
  answered_by: string | null;
  answered_at: string | null;
  routine_id: string | null;
}

export interface SchoolTable {
  district_id: string;
  id: string;
  name: string;
  time_zone: string;
  year_from: string;
  year_to: string;
  rotation: Generated<string>;
  rotation_from: string | null;
}

export interface SchoolDateTable {
  district_id: string;
  school_id: string;
  date: string;
  kind: string;
  label: Generated<string>;
  starts: string | null;
  ends: string | null;
  rotation_day: string | null;
}

export interface ServiceLineTable {
  district_id: string;
  id: string;
  student_id: string;
  discipline: Discipline;
  external_ref: string | null;
  created_at: string;
}

export interface RetentionRuleTable {
  district_id: string;
  version: number;
  from_date: string;
  years_after_leaving: number;
  wait_days: number;
  reason: string;
  set_by: string;
  set_at: string;
}

export interface RetentionMarkTable {
  district_id: string;
  id: string;
  student_id: string;
  what: 'told' | 'held' | 'released';
  on_date: string;
  reason: string;
  noted_by: string;
  noted_at: string;
}

export interface DestructionTable {
  district_id: string;
  id: string;
  student_id: string;
  left_on: string | null;
  why: 'no_longer_needed' | 'family_asks';
  told_on: string | null;
  rule_version: number;
  counts: Json<Readonly<Record<string, number>>>;
  hash: string;
  destroyed_by: string;
  destroyed_at: string;
}

export interface ServiceChangeTable {
  district_id: string;
  id: string;
  line_id: string;
  student_id: string;
  changed_on: string;
  reason: string;
  ended: Json<ServiceChangeMade['ended']>;
  begun: Json<ServiceChangeMade['begun']>;
  made_by: string;
  made_at: string;
  undone_by: string | null;
  undone_at: string | null;
}

export interface ServicePeriodTable {
  district_id: string;
  id: string;
  line_id: string;
  student_id: string;
  adult_id: string;
  delivery: 'push_in' | 'pull_out' | 'indirect' | 'consult';
  minutes: number;
  times: number;
  per: 'week' | 'month' | 'quarter' | 'year';
  group_max: Generated<number>;
  place: Generated<string>;
  reason: Generated<string>;
  from_date: string;
  to_date: string | null;
}

export interface SessionTable {
  district_id: string;
  id: string;
  series_id: string | null;
  series_date: string | null;
  adult_id: string;
  school_id: string;
  date: string;
  starts: string;
  ends: string;
  delivery: 'push_in' | 'pull_out' | 'observation' | 'consult' | 'teacher_note';
  class_id: string | null;
  routine_id: string | null;
  room_id: string | null;
  setting: string;
  co_teaching_format: string | null;
  activity: Generated<string>;
  materials: Generated<string>;
  look_for: Generated<string>;
  my_part: Generated<string>;
  their_part: Generated<string>;
  origin: 'by_hand' | 'series' | 'plan' | 'unplanned' | 'covered';
  status: Generated<'planned' | 'cancelled'>;
  cancelled_reason: string | null;
  created_by: string;
  created_at: string;
}

export interface SessionAdultTable {
  district_id: string;
  session_id: string;
  adult_id: string;
  part: string;
}

export interface SessionMemberTable {
  district_id: string;
  session_id: string;
  student_id: string;
  label: string;
  goal_ids: JsonDefault<readonly string[]>;
  position: number;
}

export interface SessionSeriesTable {
  district_id: string;
  id: string;
  adult_id: string;
  weekday: number;
  rotation_day: string | null;
  from_date: string;
  to_date: string | null;
  written_to: string | null;
  template: Json<SeriesTemplate>;
  plan_id: ColumnType<string | null, string | null | undefined, string | null>;
  every_weeks: Generated<1 | 2 | 4>;
  kept: Generated<boolean>;
}

export interface VisualTable {
  district_id: string;
  id: string;
  name: string;
  image: string;
  kind: PictureKind;
  width: number;
  height: number;
  made_by: string;
  made_at: string;
  retired_at: string | null;
}

export interface VisualInClassTable {
  district_id: string;
  id: string;
  class_id: string;
  name: string;
  symbol: SymbolCode | null;
  visual_id: string | null;
  place: string;
  from_date: string;
  to_date: string | null;
  changed_by: string;
  changed_at: string;
}

export interface GoalStrategyTable {
  district_id: string;
  goal_id: string;
  strategy_id: string;
  student_id: string;
  chosen_by: string;
  chosen_at: string;
}

export interface NoticeMailTable {
  district_id: string;
  adult_id: string;
  sent_at: string;
  counts: Json<Told['counts']>;
}

export interface PersonalLinkTable {
  district_id: string;
  id: string;
  adult_id: string;
  class_id: string;
  token_hash: string;
  made_by: string;
  made_at: string;
  ends_at: string;
  withdrawn_at: string | null;
  opened_count: Generated<number>;
  last_opened: string | null;
}

export interface SignInTable {
  district_id: string;
  id: string;
  adult_id: string;
  token_hash: string;
  how: string;
  started_at: string;
  last_seen: string;
  ends_at: string;
  ended_at: string | null;
  ended_how: string | null;
  link_id: string | null;
}

export interface StandInTable {
  district_id: string;
  id: string;
  adult_id: string;
  for_adult_id: string;
  kind: 'assistant' | 'cover';
  from_date: string;
  to_date: string | null;
}

export interface StudentTable {
  district_id: string;
  id: string;
  school_id: string;
  grade: number | null;
  label: string;
  local_code: string | null;
  response_mode: Generated<ResponseMode>;
  left_on: string | null;
  of_age_on: string | null;
  created_at: string;
}

export interface StudentBlockTable {
  district_id: string;
  id: string;
  student_id: string;
  weekday: number;
  rotation_day: string | null;
  starts: string;
  ends: string;
  kind: string;
  pull_out: Generated<string>;
  from_date: string;
  to_date: string | null;
}

export interface StudentNameTable {
  district_id: string;
  student_id: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
}

export interface TargetTable {
  district_id: string;
  id: string;
  goal_id: string;
  student_id: string;
  kind: 'word' | 'skill' | 'step';
  text: string;
  level: string | null;
  position: number;
  status: Generated<TargetStatus>;
  from_date: string;
  to_date: string | null;
}

export interface TeacherFreeTable {
  district_id: string;
  id: string;
  class_id: string;
  weekday: number;
  rotation_day: string | null;
  starts: string;
  ends: string;
  from_date: string;
  to_date: string | null;
}

export interface TouchBaseChoiceTable {
  district_id: string;
  class_id: string;
  minutes: number;
  every_weeks: 0 | 1 | 2 | 4;
  all_adults: boolean;
  chosen_by: string;
  chosen_at: string;
}

export interface TouchBaseSlotTable {
  district_id: string;
  id: string;
  class_id: string;
  adult_id: string;
  plan_id: string | null;
  weekday: number;
  starts: string;
  ends: string;
  every_weeks: 1 | 2 | 4;
  from_date: string;
  to_date: string | null;
}

export interface WeekPlanTable {
  district_id: string;
  id: string;
  adult_id: string;
  from_date: string;
  accepted_at: string;
  withdrawn_at: string | null;
  choices: Json<PlanChoices>;
  ended: Json<readonly { readonly id: string; readonly to: string | null }[]>;
}

export interface WorkTimeTable {
  district_id: string;
  id: string;
  adult_id: string;
  school_id: string | null;
  weekday: number;
  rotation_day: string | null;
  starts: string;
  ends: string;
  kind: string;
  label: Generated<string>;
  from_date: string;
  to_date: string | null;
}

export interface VisitPlanTable {
  district_id: string;
  id: string;
  session_id: string;
  class_id: string;
  adult_id: string;
  routine_id: string | null;
  date: string;
  activity: Generated<string>;
  co_teaching_format: CoTeachingFormat | null;
  therapist_part: Generated<string>;
  class_part: Generated<string>;
  materials: Generated<string>;
  visuals: Generated<string>;
  class_line: Generated<string>;
  strategy_ids: JsonDefault<string[]>;
  changed_by: string;
  changed_at: string;
}

export interface VisitReplyTable {
  district_id: string;
  id: string;
  session_id: string;
  class_id: string;
  adult_id: string;
  kind: ReplyKind;
  plan_id: string | null;
  why: NotTodayReason | null;
  words: Generated<string>;
  said_at: string;
  settled_at: string | null;
}

export interface StrategyTable {
  district_id: string;
  id: string;
  name: string;
  steps: JsonDefault<StrategyStep[]>;
  areas: JsonDefault<Area[]>;
  routine_kinds: JsonDefault<RoutineKind[]>;
  whole_class: Generated<boolean>;
  written_by: string;
  written_at: string;
  retired_at: string | null;
}

export interface StrategyInClassTable {
  district_id: string;
  class_id: string;
  strategy_id: string;
  how: Generated<string>;
  routine_ids: JsonDefault<string[]>;
  from_date: string;
  to_date: string | null;
  changed_by: string;
  changed_at: string;
}

export interface StrategyUseTable {
  district_id: string;
  id: string;
  strategy_id: string;
  class_id: string;
  adult_id: string;
  stage: StrategyUse;
  planned_for: string | null;
  done_on: string | null;
  noted_by: string;
  noted_at: string;
  withdrawn_at: string | null;
}

export interface ThanksTable {
  district_id: string;
  id: string;
  from_adult_id: string;
  to_adult_id: string;
  class_id: string;
  strategy_id: string | null;
  words: string;
  said_at: string;
  read_at: string | null;
}

export interface TouchBaseTable {
  district_id: string;
  class_id: string;
  adult_id: string;
  date: string;
  notes: Generated<string>;
  changed_by: string;
  changed_at: string;
}

export interface TouchBasePointTable {
  district_id: string;
  id: string;
  class_id: string;
  adult_id: string;
  kind: 'decision' | 'question';
  words: string;
  who_id: string | null;
  by_date: string | null;
  said_on: string;
  said_by: string;
  said_at: string;
  settled_on: string | null;
  settled_by: string | null;
}

export interface InServiceTable {
  district_id: string;
  language: 'en' | 'es';
  sections: JsonDefault<Partial<Record<InServiceSection, string>>>;
  changed_by: string;
  changed_at: string;
}

export interface Database {
  service_log_entry: ServiceLogEntryTable;
  service_log_countersign: ServiceLogCountersignTable;
  billing_consent: BillingConsentTable;
  service_code_load: ServiceCodeLoadTable;
  supervision: SupervisionTable;
  supervision_time: SupervisionTimeTable;
  absence: AbsenceTable;
  access_log: AccessLogTable;
  access_seal: AccessSealTable;
  adult: AdultTable;
  bell_period: BellPeriodTable;
  break_glass: BreakGlassTable;
  calendar_feed: CalendarFeedTable;
  calendar_told: CalendarToldTable;
  card: CardTable;
  card_read: CardReadTable;
  card_reminder: CardReminderTable;
  caseload_place: CaseloadPlaceTable;
  class: ClassTable;
  class_exception: ClassExceptionTable;
  co_teaching_agreement: CoTeachingAgreementTable;
  cue_set: CueSetTable;
  device: DeviceTable;
  district: DistrictTable;
  due_job: DueJobTable;
  enrollment: EnrollmentTable;
  event: EventTable;
  event_refused: EventRefusedTable;
  event_waiting: EventWaitingTable;
  goal: GoalTable;
  goal_routine: GoalRoutineTable;
  hand_over: HandOverTable;
  hand_over_student: HandOverStudentTable;
  new_year: NewYearTable;
  new_year_student: NewYearStudentTable;
  goal_version: GoalVersionTable;
  iep: IepTable;
  import_batch: ImportBatchTable;
  in_service: InServiceTable;
  invitation: InvitationTable;
  notice_mail: NoticeMailTable;
  visual: VisualTable;
  visual_in_class: VisualInClassTable;
  goal_strategy: GoalStrategyTable;
  personal_link: PersonalLinkTable;
  kept_apart: KeptApartTable;
  minute_rule: MinuteRuleTable;
  noted_change: NotedChangeTable;
  outbox_key: OutboxKeyTable;
  passkey: PasskeyTable;
  password: PasswordTable;
  place: PlaceTable;
  progress_report: ProgressReportTable;
  reach: ReachTable;
  review_decision: ReviewDecisionTable;
  review_dismissal: ReviewDismissalTable;
  review_thresholds: ReviewThresholdsTable;
  review_words: ReviewWordsTable;
  role_held: RoleHeldTable;
  room: RoomTable;
  routine: RoutineTable;
  routine_question: RoutineQuestionTable;
  routine_time: RoutineTimeTable;
  school: SchoolTable;
  school_date: SchoolDateTable;
  destruction: DestructionTable;
  retention_mark: RetentionMarkTable;
  retention_rule: RetentionRuleTable;
  service_change: ServiceChangeTable;
  service_line: ServiceLineTable;
  service_period: ServicePeriodTable;
  session: SessionTable;
  session_adult: SessionAdultTable;
  session_make_up: SessionMakeUpTable;
  session_member: SessionMemberTable;
  session_series: SessionSeriesTable;
  sign_in: SignInTable;
  stand_in: StandInTable;
  strategy: StrategyTable;
  strategy_in_class: StrategyInClassTable;
  strategy_use: StrategyUseTable;
  student: StudentTable;
  student_block: StudentBlockTable;
  student_name: StudentNameTable;
  target: TargetTable;
  teacher_free: TeacherFreeTable;
  thanks: ThanksTable;
  touch_base: TouchBaseTable;
  touch_base_choice: TouchBaseChoiceTable;
  touch_base_point: TouchBasePointTable;
  touch_base_slot: TouchBaseSlotTable;
  visit_plan: VisitPlanTable;
  visit_reply: VisitReplyTable;
  week_plan: WeekPlanTable;
  work_time: WorkTimeTable;
}
