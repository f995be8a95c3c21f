/** A link that opens one class for one adult. */
export const personalLinkWords = {
  'link.title': 'Personal links',
  'link.lead':
    'For an adult of this class without an account, or a substitute. A link opens My class today, the cards and quick notes of this class, and nothing else.',
  'link.none': 'No link to this class is open.',
  'link.make': 'Make a link',
  'link.make_lead': 'It is shown once: hand it over yourself. You can take it back at any time.',
  'link.who': 'Who is it for?',
  'link.substitute': 'A substitute',
  'link.adult': '{name}, {role}',
  'link.name': 'Name of the substitute',
  'link.from': 'First day',
  'link.to': 'Last day',
  'link.make_it': 'Make the link',
  'link.ready': 'Hand over this link',
  'link.link': 'Personal link',
  'link.once':
    'It works until the end of {until} and is not shown again. Whoever has it sees what this class sees: send it to that person only.',
  'link.until': 'open until the end of {day}',
  'link.ended': 'ended {day}',
  'link.withdrawn_on': 'taken back {day}',
  'link.made': 'made by {name}, {day}',
  'link.never_opened': 'not used yet',
  'link.opened': 'used {count, plural, one {once} other {# times}}, last {day}',
  'link.withdraw': 'Take back',
  'link.withdraw_of': 'Take back the link of {name}',
  'link.withdrawn': 'The link opens nothing any more.',

  'link.open_title': 'Your class today',
  'link.open_lead':
    'This link opens the day of one class: who comes in, the cards of its students, quick notes. Students must not see this screen.',
  'link.open': 'Open my class',
  'link.band': 'Opened by a personal link, until the end of {until}. Sign out when you leave the device.',
} as const;
