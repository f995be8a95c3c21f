import type { RoutineKind } from '#domain/school-day/class-day.ts';

/** The classes and how their days run. Five-minute grid; each class is its own, with odd starts where schools have them. */

export interface DemoBlock {
  readonly kind: RoutineKind;
  readonly name: string;
  readonly starts: string;
  readonly ends: string;
  readonly setting?: string;
  readonly place?: string;
  readonly pullOut: 'never' | number;
  readonly pushIn?: 'open' | 'liked';
}

export interface DemoClass {
  readonly key: string;
  readonly school: 'cedar' | 'lake';
  readonly name: string;
  readonly grade: number | null;
  readonly kind: 'homeroom' | 'resource' | 'preschool' | 'specials';
  readonly halfDay?: 'am' | 'pm';
  readonly room: string;
  readonly howItRuns: string;
  readonly day: readonly DemoBlock[];
  readonly teacherFree: readonly (readonly [starts: string, ends: string])[];
}

type Line = readonly [
  kind: RoutineKind,
  name: string,
  starts: string,
  ends: string,
  pullOut: 'never' | number,
  pushIn?: 'open' | 'liked',
  setting?: string,
  place?: string,
];
const day = (lines: readonly Line[]): DemoBlock[] =>
  lines.map(([kind, name, starts, ends, pullOut, pushIn, setting, place]) => ({
    kind,
    name,
    starts,
    ends,
    pullOut,
    ...(pushIn && { pushIn }),
    ...(setting && { setting }),
    ...(place && { place }),
  }));

const kindergarten = day([
  ['arrival', 'Arrival', '08:15', '08:35', 4, 'liked', 'cubbies', 'Cubbies'],
  ['morning_meeting', 'Morning meeting', '08:35', '08:55', 4, 'open'],
  ['literacy', 'Literacy', '08:55', '09:55', 'never', 'open'],
  ['snack', 'Snack', '09:55', '10:10', 2, 'open'],
  ['recess', 'Recess', '10:10', '10:30', 'never', 'open', 'playground', 'Playground'],
  ['math', 'Math', '10:30', '11:15', 'never'],
  ['lunch', 'Lunch', '11:15', '11:45', 'never', 'open', 'cafeteria', 'Cafeteria'],
  ['rest', 'Quiet time', '11:45', '12:15', 0],
  ['centers', 'Centers', '12:15', '13:05', 2, 'liked'],
  ['specials', 'Specials', '13:05', '13:45', 'never', undefined, 'specials'],
  ['read_aloud', 'Read-aloud', '13:45', '14:10', 2, 'open'],
  ['other', 'Choice time', '14:10', '14:30', 0, 'open'],
  ['dismissal', 'Dismissal', '14:30', '14:45', 'never', 'open', 'bus_line', 'Bus line'],
]);
const gradeOne = day([
  ['arrival', 'Arrival', '08:15', '08:30', 4, 'open', 'cubbies', 'Cubbies'],
  ['morning_meeting', 'Morning meeting', '08:30', '08:50', 4, 'open'],
  ['literacy', 'Literacy', '08:50', '10:05', 'never', 'open'],
  ['snack', 'Snack', '10:05', '10:20', 2],
  ['writing', 'Writing', '10:20', '11:00', 10, 'liked'],
  ['recess', 'Recess', '11:00', '11:25', 'never', 'open', 'playground', 'Playground'],
  ['lunch', 'Lunch', '11:25', '11:55', 'never', 'open', 'cafeteria', 'Cafeteria'],
  ['read_aloud', 'Read-aloud', '11:55', '12:20', 2, 'liked'],
  ['math', 'Math', '12:20', '13:20', 'never'],
  ['specials', 'Specials', '13:20', '14:00', 'never', undefined, 'specials'],
  ['science', 'Science and social studies', '14:00', '14:25', 5, 'open'],
  ['dismissal', 'Pack and dismissal', '14:25', '14:45', 0, 'open', 'bus_line', 'Bus line'],
]);
const gradeTwo = day([
  ['arrival', 'Arrival', '08:15', '08:35', 2, 'open'],
  ['literacy', 'Literacy', '08:35', '09:40', 'never', 'open'],
  ['writing', 'Writing', '09:40', '10:20', 10, 'liked'],
  ['snack', 'Snack and read-aloud', '10:20', '10:50', 2, 'liked'],
  ['math', 'Math', '10:50', '11:50', 'never'],
  ['lunch', 'Lunch', '11:50', '12:20', 'never', 'open', 'cafeteria', 'Cafeteria'],
  ['recess', 'Recess', '12:20', '12:45', 'never', 'open', 'playground', 'Playground'],
  ['centers', 'Centers', '12:45', '13:25', 2, 'liked'],
  ['specials', 'Specials', '13:25', '14:05', 'never', undefined, 'specials'],
  ['science', 'Science and social studies', '14:05', '14:25', 5, 'open'],
  ['read_aloud', 'Closing circle', '14:25', '14:40', 0, 'open'],
  ['dismissal', 'Dismissal', '14:40', '14:50', 'never', undefined, 'bus_line', 'Bus line'],
]);
const gradeThree = day([
  ['morning_meeting', 'Morning meeting', '08:15', '08:35', 2, 'open'],
  ['math', 'Math', '08:35', '09:45', 'never'],
  ['specials', 'Specials', '09:45', '10:25', 'never', undefined, 'specials'],
  ['literacy', 'Literacy', '10:25', '11:35', 'never', 'open'],
  ['recess', 'Recess', '11:35', '12:00', 'never', undefined, 'playground', 'Playground'],
  ['lunch', 'Lunch', '12:00', '12:30', 'never', 'open', 'cafeteria', 'Cafeteria'],
  ['read_aloud', 'Read-aloud', '12:30', '12:55', 2, 'liked'],
  ['writing', 'Writing', '12:55', '13:40', 10, 'liked'],
  ['science', 'Science and social studies', '13:40', '14:25', 5, 'open'],
  ['other', 'Homework and choice', '14:25', '14:40', 0],
  ['dismissal', 'Dismissal', '14:40', '14:50', 'never', undefined, 'bus_line', 'Bus line'],
]);
const gradeFour = day([
  ['morning_meeting', 'Morning work', '08:15', '08:40', 0],
  ['literacy', 'Literacy', '08:40', '10:00', 'never', 'open'],
  ['writing', 'Writing', '10:00', '10:40', 10, 'open'],
  ['specials', 'Specials', '10:40', '11:20', 'never', 'open', 'hall', 'Main hall'],
  ['math', 'Math', '11:20', '12:20', 'never'],
  ['lunch', 'Lunch', '12:20', '12:50', 'never', undefined, 'cafeteria', 'Cafeteria'],
  ['recess', 'Recess', '12:50', '13:15', 'never', 'open', 'playground', 'Playground'],
  ['social_studies', 'Class discussion', '13:15', '13:55', 5, 'liked'],
  ['science', 'Science', '13:55', '14:30', 5, 'open'],
  ['dismissal', 'Pack and dismissal', '14:30', '14:50', 0, undefined, 'bus_line', 'Bus line'],
]);
const gradeFive = day([
  ['morning_meeting', 'Morning work', '08:15', '08:45', 0],
  ['math', 'Math', '08:45', '09:55', 'never'],
  ['writing', 'Writing', '09:55', '10:40', 10, 'liked'],
  ['literacy', 'Literacy', '10:40', '11:50', 'never', 'open'],
  ['specials', 'Specials', '11:50', '12:30', 'never', undefined, 'specials'],
  ['lunch', 'Lunch', '12:30', '13:00', 'never', undefined, 'cafeteria', 'Cafeteria'],
  ['recess', 'Recess', '13:00', '13:20', 'never', undefined, 'playground', 'Playground'],
  ['science', 'Science', '13:20', '14:05', 5, 'open'],
  ['social_studies', 'Social studies', '14:05', '14:35', 5, 'liked'],
  ['dismissal', 'Dismissal', '14:35', '14:50', 0, undefined, 'bus_line', 'Bus line'],
]);
const preschool = (starts: readonly string[]): DemoBlock[] => {
  const at = (index: number) => starts[index]!;
  return day([
    ['arrival', 'Arrival and table toys', at(0), at(1), 2, 'open', 'cubbies', 'Cubbies'],
    ['morning_meeting', 'Circle', at(1), at(2), 4, 'liked'],
    ['centers', 'Centers', at(2), at(3), 2, 'liked'],
    ['snack', 'Snack', at(3), at(4), 2, 'open'],
    ['recess', 'Outside', at(4), at(5), 'never', 'open', 'playground', 'Playground'],
    ['read_aloud', 'Story', at(5), at(6), 2, 'open'],
    ['dismissal', 'Going home', at(6), at(7), 'never', undefined, 'bus_line', 'Bus line'],
  ]);
};

const homeroom = (
  key: string,
  school: 'cedar' | 'lake',
  grade: number,
  room: string,
  blocks: readonly DemoBlock[],
  teacherFree: DemoClass['teacherFree'],
  howItRuns: string,
): DemoClass => ({
  key,
  school,
  name: grade === 0 ? 'Kindergarten' : `Grade ${grade}`,
  grade,
  kind: 'homeroom',
  room,
  day: blocks,
  teacherFree,
  howItRuns,
});

export const classes: readonly DemoClass[] = [
  {
    key: 'pre-am',
    school: 'cedar',
    name: 'Preschool, morning',
    grade: -1,
    kind: 'preschool',
    halfDay: 'am',
    room: 'Room 1',
    howItRuns: 'Picture schedule by the door. Songs mark every change.',
    day: preschool(['08:30', '08:50', '09:10', '10:00', '10:20', '10:45', '11:05', '11:15']),
    teacherFree: [['11:25', '11:55']],
  },
  {
    key: 'pre-pm',
    school: 'cedar',
    name: 'Preschool, afternoon',
    grade: -1,
    kind: 'preschool',
    halfDay: 'pm',
    room: 'Room 1',
    howItRuns: 'Same day as the morning group, shorter circle.',
    day: preschool(['12:00', '12:20', '12:35', '13:25', '13:45', '14:10', '14:25', '14:40']),
    teacherFree: [['11:25', '11:55']],
  },
  homeroom(
    'k',
    'cedar',
    0,
    'Room 4',
    kindergarten,
    [['13:05', '13:45']],
    'Visual schedule at the cubbies with seven arrival steps. Quiet hand signal; wait five seconds before helping.',
  ),
  homeroom(
    'g1',
    'cedar',
    1,
    'Room 5',
    gradeOne,
    [['13:20', '14:00']],
    'Carpet spots by number. First-then board at each table.',
  ),
  homeroom(
    'g2',
    'cedar',
    2,
    'Room 7',
    gradeTwo,
    [['13:25', '14:05']],
    'Writing begins with a ten-minute topic lesson, then stations. Sentence frames hang by the window.',
  ),
  homeroom(
    'g3',
    'cedar',
    3,
    'Room 9',
    gradeThree,
    [['09:45', '10:25']],
    'Partners change on Mondays. Story map on the wall.',
  ),
  homeroom(
    'g4',
    'cedar',
    4,
    'Room 11',
    gradeFour,
    [['10:40', '11:20']],
    'Talking stick in discussions: whoever wants it takes it.',
  ),
  homeroom(
    'g5',
    'cedar',
    5,
    'Room 12',
    gradeFive,
    [['11:50', '12:30']],
    'Work plans on the board; questions go to a partner first.',
  ),
  {
    key: 'resource',
    school: 'cedar',
    name: 'Resource',
    grade: null,
    kind: 'resource',
    room: 'Room 8',
    howItRuns: 'Small groups by the half hour.',
    day: day([
      ['literacy', 'Reading groups', '08:40', '10:40', 5, 'open'],
      ['math', 'Math groups', '12:30', '14:00', 5, 'open'],
    ]),
    teacherFree: [['10:45', '11:15']],
  },
  {
    key: 'specials',
    school: 'cedar',
    name: 'Music and art',
    grade: null,
    kind: 'specials',
    room: 'Music room',
    howItRuns: 'Music on Monday, Wednesday and Friday; art on Tuesday and Thursday.',
    day: day([['specials', 'Specials', '09:45', '14:05', 'never', 'open', 'specials', 'Music room']]),
    teacherFree: [['14:10', '14:40']],
  },
  homeroom('lk', 'lake', 0, 'Room 2', kindergarten, [['13:05', '13:45']], 'Two adults at arrival; photo schedule.'),
  homeroom('l1', 'lake', 1, 'Room 3', gradeOne, [['13:20', '14:00']], 'Tables of four, jobs on cards.'),
  homeroom('l2', 'lake', 2, 'Room 6', gradeTwo, [['13:25', '14:05']], 'Writing folders, conference list on the door.'),
  homeroom('l3', 'lake', 3, 'Room 8', gradeThree, [['09:45', '10:25']], 'Quiet start, noise meter.'),
  homeroom('l4', 'lake', 4, 'Room 10', gradeFour, [['10:40', '11:20']], 'Discussion rules on the wall.'),
  homeroom('l5', 'lake', 5, 'Room 14', gradeFive, [['11:50', '12:30']], 'Choice boards after lunch.'),
];
