/**
 * Who may do what: the whole policy, as one table. Deny by default: what is not here is refused.
 * An act is what an operation of the contract does; several operations may share one.
 * The relationship that counts is the one that is true today (for events: on the day they happened).
 */
import type { Role } from './roles.ts';

/** Which fields of the answer the role gets. The server's presenters know the sets; undeclared fields are stripped. */
export type FieldSet = 'record' | 'published' | 'schedule' | 'accounts' | 'counts' | 'structure' | 'self';

/** What the relationship is held to. `district`: any current role in the district; `self`: the adult's own things. */
export type Subject = 'student' | 'class' | 'session' | 'district' | 'self';

interface Rule {
  readonly subject: Subject;
  /** Only relationship `own` is ever granted; `former`, `other_*` and `none` are always refused. */
  readonly grants: Partial<Record<Role, FieldSet>>;
}

const caseloadStaff = { therapist: 'record', assistant: 'record', case_manager: 'record' } as const;
/** A coordinator reads one record for a few days after saying why (`break_glass.open`), and never otherwise: the record is then reached. */
const behindGlass = { coordinator: 'record' } as const;
const everyone = (fields: FieldSet) =>
  ({
    therapist: fields,
    assistant: fields,
    teacher: fields,
    paraprofessional: fields,
    guest_teacher: fields,
    case_manager: fields,
    coordinator: fields,
    records: fields,
  }) as const;

export const accessTable = {
  'self.read': { subject: 'self', grants: everyone('self') },
  'self.change': { subject: 'self', grants: everyone('self') },
  'adults.read': {
    subject: 'district',
    grants: {
      therapist: 'structure',
      assistant: 'structure',
      teacher: 'structure',
      paraprofessional: 'structure',
      case_manager: 'structure',
      coordinator: 'accounts',
      records: 'accounts',
    },
  },
  'adults.invite': {
    subject: 'district',
    grants: { therapist: 'accounts', coordinator: 'accounts', records: 'accounts' },
  },
  'adults.change': { subject: 'district', grants: { coordinator: 'accounts', records: 'accounts' } },
  'school.read': { subject: 'district', grants: everyone('structure') },
  'school.change': { subject: 'district', grants: { therapist: 'structure', coordinator: 'structure' } },
  'class.list': {
    subject: 'self',
    grants: {
      therapist: 'structure',
      assistant: 'structure',
      teacher: 'published',
      paraprofessional: 'published',
      guest_teacher: 'published',
      case_manager: 'structure',
      coordinator: 'structure',
    },
  },
  'class.add': { subject: 'district', grants: { therapist: 'structure', coordinator: 'structure' } },
  'class.co_teach': { subject: 'class', grants: { therapist: 'structure' } },
  'class.ask': { subject: 'class', grants: { therapist: 'structure' } },
  'class.read': {
    subject: 'class',
    grants: {
      therapist: 'structure',
      assistant: 'structure',
      teacher: 'published',
      paraprofessional: 'published',
      guest_teacher: 'published',
      case_manager: 'structure',
      coordinator: 'structure',
    },
  },
  'class.change': {
    subject: 'class',
    grants: { therapist: 'structure', teacher: 'structure', coordinator: 'structure' },
  },
  // Whoever may invite a substitute: the link opens less than their account would.
  'link.keep': { subject: 'class', grants: { therapist: 'accounts', coordinator: 'accounts' } },
  'student.list': {
    subject: 'self',
    grants: { ...caseloadStaff, teacher: 'published', paraprofessional: 'published', guest_teacher: 'published' },
  },
  'student.read': {
    subject: 'student',
    grants: {
      ...caseloadStaff,
      ...behindGlass,
      teacher: 'published',
      paraprofessional: 'published',
      guest_teacher: 'published',
    },
  },
  'student.add': { subject: 'district', grants: { therapist: 'record', case_manager: 'record' } },
  'student.change': { subject: 'student', grants: { therapist: 'record', case_manager: 'record' } },
  'goal.read': { subject: 'student', grants: { ...caseloadStaff, ...behindGlass } },
  'goal.change': { subject: 'student', grants: { therapist: 'record', case_manager: 'record' } },
  'goal.list': { subject: 'self', grants: caseloadStaff },
  'card.read': { subject: 'student', grants: { ...caseloadStaff, ...behindGlass } },
  'card.write': { subject: 'student', grants: { therapist: 'record' } },
  'card.unread': { subject: 'self', grants: { therapist: 'record' } },
  // Whose cards, row-level security says: those published to the class, of students whom the reader reaches.
  'card.of_class': {
    subject: 'class',
    grants: { therapist: 'record', teacher: 'published', paraprofessional: 'published', guest_teacher: 'published' },
  },
  'card.got_it': {
    subject: 'self',
    grants: { teacher: 'published', paraprofessional: 'published', guest_teacher: 'published' },
  },
  'note.write': {
    subject: 'class',
    grants: { teacher: 'published', paraprofessional: 'published', guest_teacher: 'published' },
  },
  // The visits one makes, and those to one's class.
  'visit.list': {
    subject: 'self',
    grants: {
      therapist: 'record',
      assistant: 'record',
      teacher: 'published',
      paraprofessional: 'published',
      guest_teacher: 'published',
    },
  },
  // Of the therapists of the school only the one who makes the visit: the handler's check.
  'visit.plan': { subject: 'class', grants: { therapist: 'structure', teacher: 'published' } },
  'visit.reply': {
    subject: 'class',
    grants: { therapist: 'structure', teacher: 'published', paraprofessional: 'published', guest_teacher: 'published' },
  },
  'strategy.read': { subject: 'district', grants: everyone('structure') },
  'visual.add': { subject: 'district', grants: { therapist: 'structure', teacher: 'structure' } },
  'strategy.write': { subject: 'district', grants: { therapist: 'structure' } },
  // Of the log each sees their own: row-level security's.
  'strategy.of_class': {
    subject: 'class',
    grants: {
      therapist: 'structure',
      assistant: 'structure',
      teacher: 'published',
      paraprofessional: 'published',
      guest_teacher: 'published',
      coordinator: 'published',
    },
  },
  'strategy.say_how': { subject: 'class', grants: { therapist: 'structure', teacher: 'published' } },
  'strategy.note_use': {
    subject: 'class',
    grants: { therapist: 'structure', teacher: 'published', paraprofessional: 'published' },
  },
  'strategy.count': { subject: 'district', grants: { coordinator: 'counts' } },
  'in_service.keep': { subject: 'district', grants: { therapist: 'structure', coordinator: 'structure' } },
  'notice.read': { subject: 'self', grants: everyone('self') },
  'thanks.read': { subject: 'self', grants: everyone('self') },
  'thanks.say': { subject: 'class', grants: { therapist: 'structure', assistant: 'structure' } },
  'cue_set.read': {
    subject: 'district',
    grants: { therapist: 'structure', assistant: 'structure', case_manager: 'structure', coordinator: 'structure' },
  },
  'cue_set.change': { subject: 'district', grants: { therapist: 'structure', coordinator: 'structure' } },
  'review.change': { subject: 'student', grants: { therapist: 'record', case_manager: 'record' } },
  'minute_rules.set': { subject: 'district', grants: { coordinator: 'structure' } },
  // One's own contacts and signatures; of assistants, the handler checks who supervises whom.
  'service_log.keep': { subject: 'self', grants: { therapist: 'record', assistant: 'record' } },
  'service_log.countersign': { subject: 'self', grants: { therapist: 'record' } },
  // A claim needs what was done and for how long, not what was said of it: notes stand in a therapist's own only.
  'service_log.export': {
    subject: 'district',
    grants: { therapist: 'record', coordinator: 'schedule', records: 'accounts' },
  },
  'billing_consent.note': { subject: 'student', grants: { therapist: 'record', case_manager: 'record' } },
  'service_codes.load': { subject: 'district', grants: { coordinator: 'structure' } },
  'supervision.read': {
    subject: 'district',
    grants: { therapist: 'self', assistant: 'self', coordinator: 'structure' },
  },
  'supervision.set': { subject: 'district', grants: { coordinator: 'structure' } },
  'supervision.note': { subject: 'self', grants: { therapist: 'self' } },
  'review.change_thresholds': { subject: 'district', grants: { coordinator: 'structure' } },
  // A copy for the family: everything of one student, made by whoever answers for the record.
  'record.copy': { subject: 'student', grants: { therapist: 'record', case_manager: 'record' } },
  'report.write': { subject: 'student', grants: { therapist: 'record', case_manager: 'record' } },
  'service.change': { subject: 'student', grants: { therapist: 'record', case_manager: 'record' } },
  'session.today': {
    subject: 'self',
    grants: {
      therapist: 'record',
      assistant: 'record',
      paraprofessional: 'schedule',
      teacher: 'schedule',
      guest_teacher: 'schedule',
      case_manager: 'schedule',
    },
  },
  'session.add': { subject: 'self', grants: { therapist: 'record' } },
  // Whose sessions one sees is row-level security's; how much of them is the field set's.
  'session.list': {
    subject: 'district',
    grants: {
      therapist: 'record',
      assistant: 'record',
      teacher: 'schedule',
      paraprofessional: 'schedule',
      guest_teacher: 'schedule',
      case_manager: 'schedule',
      coordinator: 'schedule',
    },
  },
  'session.read': { subject: 'session', grants: { therapist: 'record', assistant: 'record' } },
  // A paraprofessional of the class records beside the therapist: labels, neutral words and marks of that session, no record.
  'session.record': {
    subject: 'session',
    grants: { therapist: 'record', assistant: 'record', paraprofessional: 'published' },
  },
  'session.change': { subject: 'session', grants: { therapist: 'record' } },
  'make_up.plan': { subject: 'self', grants: { therapist: 'record' } },
  'plan.make': { subject: 'self', grants: { therapist: 'record' } },
  'touch_base.list': {
    subject: 'self',
    grants: {
      therapist: 'schedule',
      assistant: 'schedule',
      teacher: 'schedule',
      paraprofessional: 'schedule',
      guest_teacher: 'schedule',
    },
  },
  // Of the therapists of the school only the one whose touch-base it is: the handler's check.
  'touch_base.hold': {
    subject: 'class',
    grants: { therapist: 'structure', teacher: 'published', paraprofessional: 'published' },
  },
  'absence.change': {
    subject: 'district',
    grants: {
      therapist: 'schedule',
      assistant: 'schedule',
      teacher: 'schedule',
      paraprofessional: 'schedule',
      coordinator: 'schedule',
    },
  },
  // A therapist arranges their own absence, a coordinator anybody's at their schools: the handler's check.
  'cover.arrange': { subject: 'district', grants: { therapist: 'schedule', coordinator: 'schedule' } },
  'event.send': { subject: 'self', grants: { therapist: 'record', assistant: 'record', paraprofessional: 'record' } },
  // Counts without names, none of a few: one's own caseload, or the schools one coordinates.
  'in_class.count': { subject: 'district', grants: { therapist: 'counts', coordinator: 'counts' } },
  'team.read': { subject: 'district', grants: { coordinator: 'counts' } },
  // One student's minutes and attendance, for a purpose that is logged: never trials, goals or notes.
  'team.look': { subject: 'district', grants: { coordinator: 'schedule' } },
  // A therapist hands over students of their own, a coordinator anybody's at their schools: the handler's check.
  'hand_over.make': { subject: 'district', grants: { therapist: 'record', coordinator: 'schedule' } },
  // Names, grades and classes of a whole school, at the schools one coordinates: the handler's check.
  'new_year.make': { subject: 'district', grants: { coordinator: 'schedule' } },
  'break_glass.open': { subject: 'district', grants: { coordinator: 'record' } },
  'caseload.import': { subject: 'district', grants: { therapist: 'record', coordinator: 'structure' } },
  'access_log.read': { subject: 'district', grants: { records: 'accounts' } },
  'store.keep': { subject: 'district', grants: { records: 'accounts' } },
} as const satisfies Record<string, Rule>;

export type Act = keyof typeof accessTable;

export type Access =
  | { readonly allowed: true; readonly fields: FieldSet }
  | { readonly allowed: false; readonly code: 'not_yours' | 'not_your_role' };

const breadth: readonly FieldSet[] = ['self', 'counts', 'schedule', 'structure', 'published', 'accounts', 'record'];

/**
 * @param held the roles the adult holds today, each with whether the relationship to the subject is the adult's own today
 *   through that role (for `self` and `district` subjects: whether the role is held in that district).
 */
export function mayI(act: Act, held: readonly { readonly role: Role; readonly own: boolean }[]): Access {
  const rule: Rule = accessTable[act];
  let widest: FieldSet | null = null;
  let roleFits = false;
  for (const { role, own } of held) {
    const fields = rule.grants[role];
    if (fields === undefined) continue;
    roleFits = true;
    if (own && (widest === null || breadth.indexOf(fields) > breadth.indexOf(widest))) widest = fields;
  }
  if (widest !== null) return { allowed: true, fields: widest };
  return { allowed: false, code: roleFits ? 'not_yours' : 'not_your_role' };
}
