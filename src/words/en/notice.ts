/** What awaits an adult, in the product and by e-mail: counts, never a name. */
export const noticeWords = {
  'notice.title': 'What awaits you',
  'notice.lead': 'Each line is gone when you have dealt with it where it leads.',
  'notice.none': 'Nothing awaits you',
  'notice.count': '{count, plural, one {# awaits you} other {# await you}}',
  'notice.go': 'Look',
  'notice.go_label': 'Look: {what}',
  'notice.not_today': '{count, plural, one {A class says: not today} other {Classes say # times: not today}}',
  'notice.asks': '{count, plural, one {A class asks or suggests something} other {Classes ask or suggest # things}}',
  'notice.cover': '{count, plural, one {You cover one session} other {You cover # sessions}}',
  'notice.students_come':
    '{count, plural, one {A student passes to you soon: plan the week} other {# students pass to you soon: plan the week}}',
  'notice.students_go':
    '{count, plural, one {A student passes from you to a colleague soon} other {# students pass from you to a colleague soon}}',
  'notice.new_year':
    '{count, plural, one {A new school year is prepared: one student of yours in it} other {A new school year is prepared: # students of yours in it}}',
  'notice.visit_cancelled':
    '{count, plural, one {A visit to your class does not take place today} other {# visits to your class do not take place today}}',
  'notice.repair':
    '{count, plural, one {One weekly session no longer fits: the week can be repaired} other {# weekly sessions no longer fit: the week can be repaired}}',
  'notice.plan_changed':
    '{count, plural, one {The plan of a visit was changed and waits for you} other {The plans of # visits were changed and wait for you}}',
  'notice.question':
    '{count, plural, one {A therapist asks when a routine is} other {Therapists ask about # routines}}',
  'notice.cards_to_read': '{count, plural, one {A card to read} other {# cards to read}}',
  'notice.cards_unread':
    '{count, plural, one {A card is not read by its teacher yet} other {# cards are not read by their teachers yet}}',
  'notice.decision_due':
    '{count, plural, one {Something decided at a touch-base is due} other {# things decided at touch-bases are due}}',
  'notice.strategy_due': '{count, plural, one {A step with a strategy is due} other {# steps with strategies are due}}',
  'notice.thanks': '{count, plural, one {Somebody thanks you} other {# thank-yous for you}}',

  'notice.by_mail': 'By e-mail',
  'notice.by_mail_lead': 'On school days before school, only when something new awaits you. Counts, no names.',
  'notice.by_mail_yes': 'Send me these by e-mail',
  'notice.mail_subject': '{count, plural, one {Carryover: one thing awaits you} other {Carryover: # things await you}}',
  'notice.mail_hello': 'This awaits you in Carryover:',
  'notice.mail_where': 'Sign in to see more:',
  'notice.mail_why':
    'You get this because you chose it under “What awaits you”; you can end it there. It names nobody on purpose.',
} as const;
