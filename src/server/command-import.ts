import type { ImportPreview } from '#contract/caseload-import.ts';
import { mayI } from '#domain/caseload/access.ts';
import { covers } from '#domain/caseload/roles.ts';
import { appendAccess } from '#store/access-log.ts';
import { readRoles } from '#store/adult.ts';
import type { Store } from '#store/open-store.ts';
import { applyFor, type ImportAsked, planFor } from './caseload-import.ts';
import { type Clock, dayIn } from './clock.ts';
import { newId } from './new-id.ts';

/** An import from the command line: whoever may start the command on this machine says whose import it is. */
export interface CommandImport {
  readonly table: string;
  /** E-mail address; null: the only adult who may import. */
  readonly as: string | null;
  readonly apply: boolean;
}

export type ImportRun =
  | { readonly preview: ImportPreview; readonly applied: boolean }
  | { readonly refused: 'nobody_yet' | 'nobody' | 'as_whom' | 'not_their_role' | 'changed' };

/** Previews, and applies where it was asked for and nothing is in the way; in one transaction, in the access log. */
export async function importFromCommand(store: Store, clock: Clock, asked: CommandImport): Promise<ImportRun> {
  const now = clock.now();
  return store.asOwner(async (db) => {
    const adults = await db
      .selectFrom('adult')
      .innerJoin('district', 'district.id', 'adult.district_id')
      .select(['adult.id as adultId', 'adult.district_id as districtId', 'adult.email', 'district.time_zone as zone'])
      .execute();
    const importers: ImportAsked[] = [];
    let known = false;
    for (const { adultId, districtId, email, zone } of adults) {
      if (asked.as !== null && email?.toLowerCase() !== asked.as.trim().toLowerCase()) continue;
      known = true;
      const today = dayIn(zone, now);
      const roles = (await readRoles(db, districtId, adultId)).filter((held) => covers(held, today));
      const held = roles.map(({ role }) => ({ role, own: true }));
      if (!mayI('caseload.import', held).allowed) continue;
      const adult = { adultId, districtId, roles };
      importers.push({ db, today, now: now.toISOString(), newId: () => newId(now), adult });
    }
    const [importer, ...others] = importers;
    if (importer === undefined)
      return { refused: asked.as === null ? 'nobody_yet' : known ? 'not_their_role' : 'nobody' };
    if (others.length > 0) return { refused: 'as_whom' };

    const { preview, import: planned, reached } = await planFor(importer, asked.table);
    if (!asked.apply || preview.token === null) {
      await log(
        importer,
        'caseload.preview_import',
        planned.studentIds.filter((id) => reached.has(id)),
      );
      return { preview, applied: false };
    }
    const applied = await applyFor(importer, asked.table, preview.token);
    if (applied === null) return { refused: 'changed' };
    await log(importer, 'caseload.apply_import', applied.studentIds);
    return { preview, applied: true };
  });

  async function log({ db, adult, now: at }: ImportAsked, operation: string, students: readonly string[]) {
    await appendAccess(
      db,
      (students.length === 0 ? [null] : students).map((studentId) => ({
        district_id: adult.districtId,
        id: newId(now),
        at,
        adult_id: adult.adultId,
        sign_in_id: null,
        operation,
        student_id: studentId,
        fields: 'record',
        purpose: 'command line',
        result: 'allowed' as const,
        request_id: null,
      })),
    );
  }
}
