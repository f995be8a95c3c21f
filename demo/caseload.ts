import type { Area, Discipline } from '#domain/goals/goal.ts';
import type { Chance } from './random.ts';

/** The students around the told ones: enough to make real caseloads, with goals of the usual kinds. */

export interface DemoStudent {
  readonly key: string;
  readonly given: string;
  readonly family: string;
  readonly label: string;
  readonly grade: number;
  readonly class: string;
  readonly disciplines: readonly Discipline[];
}

export interface UsualGoal {
  readonly discipline: Discipline;
  readonly area: Area;
  readonly tag: string;
  readonly official: string;
  readonly plain: string;
  readonly routines: readonly string[];
}

export const usualGoals: readonly UsualGoal[] = [
  {
    discipline: 'speech',
    area: 'articulation',
    tag: 's',
    official: 'Will produce /s/ in sentences with 80 % accuracy over three sessions in two settings.',
    plain: 'Says s clearly in sentences.',
    routines: ['read_aloud', 'literacy', 'centers'],
  },
  {
    discipline: 'speech',
    area: 'articulation',
    tag: 'l',
    official: 'Will produce /l/ in sentences with 80 % accuracy over three sessions in two settings.',
    plain: 'Says l clearly in sentences.',
    routines: ['read_aloud', 'literacy', 'centers'],
  },
  {
    discipline: 'speech',
    area: 'articulation',
    tag: 'k',
    official: 'Will produce /k/ and /g/ in words with 80 % accuracy over three sessions in two settings.',
    plain: 'Says k and g in words.',
    routines: ['centers', 'morning_meeting'],
  },
  {
    discipline: 'speech',
    area: 'language',
    tag: 'sent',
    official:
      'Will use complete sentences to answer questions in 4 of 5 opportunities over three sessions in two settings.',
    plain: 'Answers in whole sentences.',
    routines: ['writing', 'science', 'morning_meeting'],
  },
  {
    discipline: 'speech',
    area: 'language',
    tag: 'dir',
    official:
      'Will follow two-step directions without repetition in 4 of 5 opportunities over three sessions in two settings.',
    plain: 'Follows two-step directions.',
    routines: ['centers', 'science', 'arrival'],
  },
  {
    discipline: 'speech',
    area: 'language',
    tag: 'wh',
    official: 'Will answer who, where and why questions in 4 of 5 opportunities over three sessions in two settings.',
    plain: 'Answers who, where and why.',
    routines: ['read_aloud', 'literacy', 'social_studies'],
  },
  {
    discipline: 'speech',
    area: 'social',
    tag: 'join',
    official: 'Will join a group activity with words in 4 of 5 opportunities over three sessions in two settings.',
    plain: 'Joins in with words.',
    routines: ['recess', 'centers', 'social_studies'],
  },
  {
    discipline: 'speech',
    area: 'social',
    tag: 'help',
    official: 'Will ask for help without a reminder in 4 of 5 opportunities over three sessions in two settings.',
    plain: 'Asks for help when stuck.',
    routines: ['arrival', 'writing', 'centers'],
  },
  {
    discipline: 'occupational',
    area: 'fine_motor',
    tag: 'line',
    official: 'Will write words on the line in 4 of 5 opportunities over three sessions in two settings.',
    plain: 'Writes on the line.',
    routines: ['writing', 'literacy'],
  },
  {
    discipline: 'occupational',
    area: 'fine_motor',
    tag: 'cut',
    official: 'Will cut along a curved line in 4 of 5 opportunities over three sessions in two settings.',
    plain: 'Cuts along a curve.',
    routines: ['centers', 'science'],
  },
  {
    discipline: 'occupational',
    area: 'self_care',
    tag: 'coat',
    official: 'Will fasten a coat zipper independently in 4 of 5 opportunities over three sessions in two settings.',
    plain: 'Zips the coat.',
    routines: ['arrival', 'recess', 'dismissal'],
  },
  {
    discipline: 'occupational',
    area: 'sensory',
    tag: 'break',
    official: 'Will ask for a movement break in 4 of 5 opportunities over three sessions in two settings.',
    plain: 'Asks for a movement break.',
    routines: ['literacy', 'writing', 'centers'],
  },
  {
    discipline: 'physical',
    area: 'gross_motor',
    tag: 'stair',
    official: 'Will climb stairs with alternating feet in 4 of 5 opportunities over three sessions in two settings.',
    plain: 'Climbs stairs with alternating feet.',
    routines: ['specials', 'recess', 'dismissal'],
  },
  {
    discipline: 'physical',
    area: 'mobility',
    tag: 'play',
    official:
      'Will use two pieces of playground equipment in 4 of 5 opportunities over three sessions in two settings.',
    plain: 'Uses the playground.',
    routines: ['recess'],
  },
];

const given = [
  'Mia',
  'Theo',
  'Lena',
  'Omar',
  'Ruth',
  'Sami',
  'Tess',
  'Uri',
  'Vera',
  'Will',
  'Yara',
  'Zane',
  'Alma',
  'Boyd',
  'Cleo',
  'Dov',
  'Elif',
  'Gus',
  'Hope',
  'Iris',
  'Joel',
  'Kira',
  'Leo',
  'Maya',
  'Nico',
  'Opal',
  'Pia',
  'Quinn',
  'Remy',
  'Sage',
  'Tariq',
  'Una',
  'Vito',
  'Wren',
  'Xenia',
  'Yosef',
  'Zola',
  'Arlo',
  'Bree',
  'Caleb',
  'Dina',
  'Emil',
  'Faye',
  'Gia',
  'Hugo',
  'Inez',
  'Jude',
  'Kai',
  'Lior',
  'Mona',
  'Nell',
  'Otis',
  'Petra',
  'Rafi',
  'Suki',
  'Tomas',
  'Ugo',
  'Vida',
  'Walt',
  'Ximena',
  'Yuki',
  'Zuri',
  'Asha',
  'Bodhi',
  'Cora',
  'Devi',
  'Enzo',
  'Flora',
  'Goran',
  'Holly',
  'Isaac',
  'Jada',
  'Kenji',
  'Lola',
];
const family = [
  'Abbot',
  'Barros',
  'Castell',
  'Dawes',
  'Eklund',
  'Farouk',
  'Garner',
  'Hollis',
  'Ivers',
  'Jansen',
  'Keane',
  'Lopes',
  'Moreau',
  'Nadir',
  'Osei',
  'Pell',
  'Quist',
  'Rowan',
  'Sorel',
  'Tanaka',
  'Ueda',
  'Valdez',
  'Wynn',
  'Yates',
  'Zoric',
];

/** How many beside the told ones each class has, by discipline: speech alone, speech and occupational, occupational alone, with physical. */
const byClass: readonly (readonly [className: string, grade: number, lists: readonly (readonly Discipline[])[]])[] =
  (() => {
    const s: readonly Discipline[] = ['speech'];
    const o: readonly Discipline[] = ['occupational'];
    const so: readonly Discipline[] = ['speech', 'occupational'];
    const sp: readonly Discipline[] = ['speech', 'physical'];
    const op: readonly Discipline[] = ['occupational', 'physical'];
    const p: readonly Discipline[] = ['physical'];
    return [
      ['pre-am', -1, [s, s, so, op]],
      ['pre-pm', -1, [s, s, so, o]],
      ['k', 0, [so, so, s, op, so, o, sp]],
      ['g1', 1, [s, s, so, o, op]],
      ['g2', 2, [s, s, o, sp]],
      ['g3', 3, [s, s, so, o, op]],
      ['g4', 4, [s, s, s, o, o]],
      ['g5', 5, [s, s, s, o, sp]],
      ['lk', 0, [s, so, so, op, o]],
      ['l1', 1, [s, s, s, so, o, sp]],
      ['l2', 2, [s, s, so, so, op]],
      ['l3', 3, [s, s, so, o, p]],
      ['l4', 4, [s, s, s, so, o, p]],
      ['l5', 5, [s, s, so, o, op]],
    ];
  })();

/** The students around the told ones. Names, classes and services only; goals and data come from their sessions. */
export function otherStudents(chance: Chance, taken: ReadonlyMap<string, ReadonlySet<string>>): DemoStudent[] {
  const families = chance.shuffled(family);
  const students: DemoStudent[] = [];
  for (const [className, grade, lists] of byClass) {
    const labels = new Set(taken.get(className));
    for (const disciplines of lists) {
      const index = students.length;
      const name = given[index]!;
      // Labels are unique in a class: two letters, three where two would be shared.
      const label =
        [name.slice(0, 2), name.slice(0, 3), name.slice(0, 1) + name.slice(-1)].find(
          (candidate) => !labels.has(candidate),
        ) ?? `${name.slice(0, 2)}2`;
      labels.add(label);
      students.push({
        key: `other-${index}`,
        given: name,
        family: families[index % families.length]!,
        label,
        grade,
        class: className,
        disciplines,
      });
    }
  }
  return students;
}
