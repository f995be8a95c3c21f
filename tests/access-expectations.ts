// Who gets which fields from which operation: the access rules once more, written from the operations' side and by hand, so that
// a slip in the policy's own table shows. The matrix test has one row here for every operation of the contract.
import type { FieldSet } from '../src/domain/caseload/access.ts';
import { type Relationship, type Role, roles } from '../src/domain/caseload/roles.ts';
import type { Actor } from './fixtures/school.ts';

type Who = Role | `${Role}.${Relationship}`;
/** `open`: needs no sign-in. `demo`: neither, and is there in the demo only. Else who gets which fields; all others are refused. */
export type Expected = 'open' | 'demo' | { readonly [Fields in FieldSet]?: readonly Who[] };

/** Whose relationship makes no difference: what the operation answers is about the district or the adult. */
const anyone = roles;
const caseload: readonly Who[] = ['therapist.own', 'assistant.own', 'case_manager.own'];
const classAdults: readonly Who[] = ['teacher.own', 'paraprofessional.own', 'guest_teacher.own'];
const caseloadWriters: readonly Who[] = ['therapist.own', 'case_manager.own'];
/** Staff of the class's school, whatever their students. */
const atSchool = (role: Role): readonly Who[] => [`${role}.own`, `${role}.other_class`, `${role}.none`];

const readsClass = {
  structure: [
    ...atSchool('therapist'),
    ...atSchool('assistant'),
    ...atSchool('case_manager'),
    ...atSchool('coordinator'),
  ],
  published: classAdults,
} as const;
const changesClass = {
  structure: [...atSchool('therapist'), ...atSchool('coordinator'), 'teacher.own'],
} as const;
const changesSchool = { structure: ['therapist', 'coordinator'] } as const;
const planners = { structure: ['therapist', 'coordinator'] } as const;
const keepsAccounts = { accounts: ['coordinator', 'records'] } as const;
const invites = { accounts: ['therapist', 'coordinator', 'records'] } as const;
const leads = { record: ['therapist.own'] } as const;
const takesPart = { record: ['therapist.own', 'assistant.own'] } as const;
const records = { ...takesPart, published: ['paraprofessional.own'] } as const;
const handsOver = { record: ['therapist'], schedule: ['coordinator'] } as const;
const preparesYear = { schedule: ['coordinator'] } as const;
const importsCaseloads = { record: ['therapist'], structure: ['coordinator'] } as const;
const listsStudents = {
  record: ['therapist', 'assistant', 'case_manager'],
  published: ['teacher', 'paraprofessional', 'guest_teacher'],
} as const;

/** What a personal link opens in its class, for the adult it is for; of everything else nothing. */
export const byLink: readonly string[] = [
  'me.read',
  'sign_in.close',
  'today.read',
  'class.list',
  'visit.list',
  'visit.reply',
  'visit.settle_reply',
  'card.of_class',
  'card.got_it',
  'note.read',
  'note.save',
  'note.take_back',
];
/** Whoever may have a substitute come in by a link. */
const keepsLinks = { accounts: [...atSchool('therapist'), ...atSchool('coordinator')] } as const;

export const expectations: Readonly<Record<string, Expected>> = {
  'visual.add': { structure: ['therapist', 'teacher'] },
  'visual.retire': { structure: ['therapist', 'teacher'] },
  'strategy.set_for_goal': { record: caseloadWriters },
  'strategy.of_goal': { record: caseload },
  'visual.end': { structure: atSchool('therapist'), published: ['teacher.own'] },
  'visual.use': { structure: atSchool('therapist'), published: ['teacher.own'] },
  'visual.of_class': {
    structure: [...atSchool('therapist'), ...atSchool('assistant')],
    published: [...classAdults, ...atSchool('coordinator')],
  },
  'visual.image': { structure: anyone },
  'visual.list': { structure: anyone },
  'entrance.read': 'open',
  'sign_in.open': 'open',
  'first_account.open': 'open',
  'invitation.read': 'open',
  'invitation.accept': 'open',
  'link.open': 'open',
  'demo.sign_in': 'demo',
  'passkey.ask': 'open',
  'passkey.sign_in': 'open',

  'notice.list': { self: anyone },
  // Of whom: the handler's check.
  'hand_over.read': handsOver,
  'hand_over.preview': handsOver,
  'hand_over.make': handsOver,
  'hand_over.undo': handsOver,
  // At which schools: the handler's check.
  'new_year.read': preparesYear,
  'new_year.preview': preparesYear,
  'new_year.make': preparesYear,
  'new_year.undo': preparesYear,
  'passkey.list': { self: anyone },
  'passkey.offer': { self: anyone },
  'passkey.add': { self: anyone },
  'passkey.remove': { self: anyone },

  'me.read': { self: anyone },
  'me.change': { self: anyone },
  'me.change_password': { self: anyone },
  'calendar_feed.list': { self: anyone },
  'calendar_feed.make': { self: anyone },
  'calendar_feed.withdraw': { self: anyone },
  'calendar_feed.download': { self: anyone },
  // Its key is the address.
  'calendar_feed.fetch': 'open',

  'work_time.list': { self: anyone },
  'work_time.add': { self: anyone },
  'work_time.end': { self: anyone },
  'sign_in.close': { self: anyone },
  'sign_in.close_every': { self: anyone },

  'adult.list': {
    structure: ['therapist', 'assistant', 'teacher', 'paraprofessional', 'case_manager'],
    accounts: ['coordinator', 'records'],
  },
  'adult.give_role': keepsAccounts,
  'adult.end_role': keepsAccounts,
  'adult.end_sign_ins': keepsAccounts,
  'invitation.make': invites,
  'invitation.list': invites,
  'invitation.withdraw': invites,
  'access_log.read': { accounts: ['records'] },
  'access_log.seal': { accounts: ['records'] },

  'school.list': { structure: anyone },
  'school.add': changesSchool,
  'school.change': changesSchool,
  'school.set_date': changesSchool,
  'school.clear_date': changesSchool,
  'school.set_bell_periods': changesSchool,
  'room.save': changesSchool,
  'place.save': changesSchool,

  'class.list': {
    structure: ['therapist', 'assistant', 'case_manager', 'coordinator'],
    published: ['teacher', 'paraprofessional', 'guest_teacher'],
  },
  'class.add': planners,
  'class.read': readsClass,
  'class.change': changesClass,
  'class.set_day': changesClass,
  'class.change_routine': changesClass,
  'class.set_teacher_free': changesClass,
  'link.make': keepsLinks,
  'link.list': keepsLinks,
  'link.withdraw': keepsLinks,
  'class.set_co_teaching': { structure: atSchool('therapist') },
  'class.add_exception': changesClass,
  'class.remove_exception': changesClass,

  'caseload.preview_import': importsCaseloads,
  'caseload.apply_import': importsCaseloads,
  'caseload.import_template': importsCaseloads,

  'student.list': listsStudents,
  'student.find': listsStudents,
  'student.read': { record: caseload, published: classAdults },
  'student.add': { record: ['therapist', 'case_manager'] },
  'student.change': { record: caseloadWriters },

  'goal.read': { record: caseload },
  'goal.evidence': { record: caseload },
  'goal.list': { record: ['therapist', 'assistant', 'case_manager'] },
  'goal.export': { record: caseload },
  'goal.export_table': { record: caseload },
  'sampling.read': { record: ['therapist', 'assistant', 'case_manager'] },
  'sampling.of_goal': { record: caseload },
  'sampling.of_class': readsClass,
  'goal.add': { record: caseloadWriters },
  'goal.change': { record: caseloadWriters },
  'goal.change_status': { record: caseloadWriters },
  'card.of_student': { record: caseload },
  'card.save': leads,
  'card.publish': leads,
  'card.withdraw': leads,
  'card.remind': leads,
  'card.unread': { record: ['therapist'] },
  'card.of_class': { record: atSchool('therapist'), published: classAdults },
  'card.got_it': { published: ['teacher', 'paraprofessional', 'guest_teacher'] },
  'note.read': { published: classAdults },
  'note.save': { published: classAdults },
  'note.take_back': { published: classAdults },
  'visit.list': {
    record: ['therapist', 'assistant'],
    published: ['teacher', 'paraprofessional', 'guest_teacher'],
  },
  'visit.before': readsClass,
  'visit.plan': { structure: atSchool('therapist'), published: ['teacher.own'] },
  'visit.reply': { structure: atSchool('therapist'), published: classAdults },
  'visit.settle_reply': { structure: atSchool('therapist'), published: classAdults },
  'strategy.list': { structure: anyone },
  'strategy.add': { structure: ['therapist'] },
  'strategy.change': { structure: ['therapist'] },
  'strategy.of_class': {
    structure: [...atSchool('therapist'), ...atSchool('assistant')],
    published: [...classAdults, ...atSchool('coordinator')],
  },
  'strategy.say_how': { structure: atSchool('therapist'), published: ['teacher.own'] },
  'strategy.note_use': { structure: atSchool('therapist'), published: ['teacher.own', 'paraprofessional.own'] },
  'strategy.settle_use': { structure: atSchool('therapist'), published: ['teacher.own', 'paraprofessional.own'] },
  'strategy.counts': { counts: ['coordinator'] },
  'in_service.read': planners,
  'in_service.save': planners,
  'thanks.list': { self: anyone },
  'thanks.mark_read': { self: anyone },
  'thanks.say': { structure: [...atSchool('therapist'), ...atSchool('assistant')] },
  'praise.of_student': { record: caseload },
  'cue_set.list': { structure: ['therapist', 'assistant', 'case_manager', 'coordinator'] },
  'cue_set.add': planners,
  'cue_set.change': planners,

  'service.list': { record: caseload },
  'ledger.read': { record: caseload },
  'minute_rules.read': { structure: anyone },
  'minute_rules.set': { structure: ['coordinator'] },
  'service_log.read': { record: ['therapist', 'assistant'] },
  'service_log.sign': { record: ['therapist', 'assistant'] },
  'service_log.correct': { record: ['therapist', 'assistant'] },
  'service_log.countersign': { record: ['therapist'] },
  'service_log.export': { record: ['therapist'], schedule: ['coordinator'], accounts: ['records'] },
  'billing_consent.read': { record: caseload },
  'billing_consent.note': { record: caseloadWriters },
  'service_code.read': { structure: anyone },
  'service_code.load': { structure: ['coordinator'] },
  'supervision.read': { self: ['therapist', 'assistant'], structure: ['coordinator'] },
  'supervision.set': { structure: ['coordinator'] },
  'supervision.end': { structure: ['coordinator'] },
  'supervision.note': { self: ['therapist'] },
  'supervision.take_back': { self: ['therapist'] },
  'service_note.list': { record: caseload },
  'record_copy.read': { record: caseloadWriters },
  'record_copy.print': { record: caseloadWriters },
  'record_copy.fhir': { record: caseloadWriters },
  'report.list': { record: ['therapist', 'assistant', 'case_manager'] },
  'report.read': { record: caseload },
  'report.save': { record: caseloadWriters },
  'report.print': { record: caseload },
  'report.export_table': { record: caseload },
  'review.read': { record: caseload },
  'review.add_words': { record: caseloadWriters },
  'noted_change.add': { record: caseloadWriters },
  'noted_change.take_back': { record: caseloadWriters },
  'review.dismiss': { record: caseloadWriters },
  'review.decide': { record: caseloadWriters },
  'review.read_thresholds': { structure: anyone },
  'review.change_thresholds': { structure: ['coordinator'] },
  'service.add': { record: caseloadWriters },
  'service.change': { record: caseloadWriters },
  'service.undo_change': { record: caseloadWriters },

  'today.read': {
    record: ['therapist', 'assistant'],
    schedule: ['teacher', 'paraprofessional', 'guest_teacher', 'case_manager'],
  },
  'session.list': {
    record: ['therapist', 'assistant'],
    schedule: ['teacher', 'paraprofessional', 'guest_teacher', 'case_manager', 'coordinator'],
  },
  'session.planning_choices': { record: ['therapist'] },
  'session.save': { record: ['therapist'] },
  'session.read': takesPart,
  'session.pack': records,
  'session.change': leads,
  'session.cancel': leads,
  'session.reinstate': leads,
  'session.keep': leads,
  'make_up.list': { record: ['therapist'] },
  'make_up.accept': { record: ['therapist'] },
  'workload.read': { self: anyone },
  'retention.read': { accounts: ['records'] },
  'retention.set_rule': { accounts: ['records'] },
  'retention.mark': { accounts: ['records'] },
  'retention.destroy': { accounts: ['records'] },
  'in_class.of_student': { record: caseload },
  'in_class.counts': { counts: ['therapist', 'coordinator'] },
  'team.read': { counts: ['coordinator'] },
  'team.find_student': { schedule: ['coordinator'] },
  'team.look': { schedule: ['coordinator'] },
  'break_glass.open': { record: ['coordinator'] },
  'break_glass.list': { accounts: ['records'] },
  'plan.broken': { record: ['therapist'] },
  'plan.read': { record: ['therapist'] },
  'plan.repair': { record: ['therapist'] },
  'plan.accept': { record: ['therapist'] },
  'plan.withdraw': { record: ['therapist'] },
  'touch_base.choose': changesClass,
  'touch_base.agenda': { structure: atSchool('therapist'), published: ['teacher.own', 'paraprofessional.own'] },
  'touch_base.save_notes': { structure: atSchool('therapist'), published: ['teacher.own', 'paraprofessional.own'] },
  'touch_base.decide': { structure: atSchool('therapist'), published: ['teacher.own', 'paraprofessional.own'] },
  'touch_base.ask': { structure: atSchool('therapist'), published: ['teacher.own', 'paraprofessional.own'] },
  'touch_base.settle': { structure: atSchool('therapist'), published: ['teacher.own', 'paraprofessional.own'] },
  'touch_base.list': { schedule: ['therapist', 'assistant', 'teacher', 'paraprofessional', 'guest_teacher'] },
  'routine_match.read': { record: caseload },
  'routine_match.confirm': { record: caseloadWriters },
  'question.ask': { structure: atSchool('therapist') },
  'question.list': readsClass,
  'question.answer': changesClass,
  'absence.save': { schedule: ['therapist', 'assistant', 'teacher', 'paraprofessional', 'coordinator'] },
  'absence.withdraw': { schedule: ['therapist', 'assistant', 'teacher', 'paraprofessional', 'coordinator'] },
  'cover.read': { schedule: ['therapist', 'coordinator'] },
  'cover.arrange': { schedule: ['therapist', 'coordinator'] },

  'outbox_key.read': { self: anyone },
  'event.send': { record: ['therapist', 'assistant', 'paraprofessional'] },
  'event.read': records,
  'event.refused': { record: ['therapist', 'assistant', 'paraprofessional'] },
};

/** The fields the row grants the actor, or null. */
export function fieldsFor(expected: Exclude<Expected, 'open' | 'demo'>, actor: Actor): FieldSet | null {
  const role = actor.split('.')[0] as Role;
  for (const [fields, who] of Object.entries(expected)) {
    if (who.includes(actor) || who.includes(role)) return fields as FieldSet;
  }
  return null;
}
