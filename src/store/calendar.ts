import type { Kysely } from 'kysely';
import type { SchoolCalendar } from '#domain/school-day/calendar.ts';
import type { Database } from './schema.ts';
import { readSchools } from './school.ts';

export interface SchoolTime {
  readonly schoolId: string;
  readonly name: string;
  /** IANA zone. */
  readonly zone: string;
  readonly calendar: SchoolCalendar;
}

/** Name, zone and calendar of each school of the district, by id. */
export async function readSchoolTimes(db: Kysely<Database>, districtId: string): Promise<Map<string, SchoolTime>> {
  const schools = await readSchools(db, districtId);
  return new Map(
    schools.map((school) => [
      school.id,
      {
        schoolId: school.id,
        name: school.name,
        zone: school.timeZone,
        calendar: {
          year: {
            from: school.yearFrom,
            to: school.yearTo,
            rotation: school.rotation,
            rotationFrom: school.rotationFrom,
          },
          nextYear: school.nextYear,
          dates: school.dates,
        },
      },
    ]),
  );
}
