/** The in-service kit, and the Friday page of a class. */
export const inServiceWords = {
  'in_service.title': 'In-service kit',
  'in_service.open': 'In-service kit',
  'in_service.heading': 'Push-in at our school',
  'in_service.lead': 'From this week’s plan of your schools. No student, no teacher is named or counted.',
  'in_service.page': 'Page',
  'in_service.slides': 'Slides',
  'in_service.print': 'Print',
  'in_service.full': 'Full screen',
  'in_service.edit': 'Change the words',
  'in_service.edit_lead': 'Your words stand in place of ours. Left empty, ours come back.',
  'in_service.next': 'Next slide',
  'in_service.before': 'Slide before',
  'in_service.slide_of': 'Slide {number} of {count}',
  'in_service.language': 'Language',
  'in_service.language_en': 'English',
  'in_service.language_es': 'Español',
  'in_service.saved': 'Your words are kept.',

  'in_service.looks_like': 'What it looks like',
  'in_service.looks_like_text':
    'A therapist comes into the lesson, in a routine that gives chances for the skill: the student works where the skill is needed. The lesson goes on; the class hardly notices.',
  'in_service.why': 'Why',
  'in_service.why_text':
    'A skill that shows in one room only is not yet of use. In the lesson it can be seen whether it carries over, the teacher sees which cue works, and the student stays with the class.',
  'in_service.is_not': 'What it isn’t',
  'in_service.is_not_text':
    'Not an aide for the class, and not an evaluation of anybody. Nobody’s teaching is looked at. What adults try and read is seen by them alone.',
  'in_service.share': 'How we share the lesson',
  'in_service.share_text':
    'Agreed before the visit, in one line each: your part, my part. Either may change it; without an answer it is as last week.',
  'in_service.cues': 'Five-second cues',
  'in_service.cues_text': 'Small things that help every student, and cost nothing.',
  'in_service.pull_out': 'When we still pull out',
  'in_service.pull_out_text':
    'When a skill is new, when it needs quiet, or when the student would rather. Then what was learned goes back to the lesson, and we look whether it shows there.',
  'in_service.figure_visits':
    'This week: {visits, plural, one {# visit} other {# visits}} to {classes, plural, one {# class} other {# classes}}, {minutes} minutes.',
  'in_service.figure_routines': 'Most often in {routines}.',
  'in_service.figure_format': '{format}: {count, plural, one {# visit} other {# visits}}',
  'in_service.figure_strategy': '{name}: {step} ({rooms, plural, =0 {no room yet} one {# room} other {# rooms}})',
  'in_service.figure_room':
    'This week: {sessions, plural, one {# session} other {# sessions}} in the therapy room, {minutes} minutes.',

  'friday.title': 'Friday page',
  'friday.open': 'Friday page',
  'friday.heading': '{class}, week of {day}',
  'friday.lead': 'For the adults of the class: what comes, and one thing to try.',
  'friday.visits': 'Visits',
  'friday.visits_none': 'Nothing is planned for that week yet.',
  'friday.visit': '{day}, {span}: {name}, {what}',
  'friday.strategy': 'One strategy',
  'friday.strategy_none': 'No strategy is in use here yet.',
  'friday.words': 'Class words',
  'friday.words_none': 'The class has not said this week’s text, words and task yet.',
  'friday.thanks': 'One thank-you',
  'friday.thanks_none': 'No thanks yet.',
  'friday.earlier': 'The week before',
  'friday.later': 'The week after',
} as const;
