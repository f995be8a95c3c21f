import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Grades of classes and students, for counting together. */

type Db = Kysely<Database>;

const gradesOf =
  (table: 'class' | 'student') =>
  async (db: Db, districtId: string, ids: readonly string[]): Promise<Map<string, number | null>> => {
    if (ids.length === 0) return new Map();
    const rows = await db
      .selectFrom(table)
      .select(['id', 'grade'])
      .where('district_id', '=', districtId)
      .where('id', 'in', [...ids])
      .execute();
    return new Map(rows.map((row) => [row.id, row.grade]));
  };

export const readGradesOfClasses = gradesOf('class');
export const readGradesOfStudents = gradesOf('student');
