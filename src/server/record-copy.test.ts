import { Fhir } from 'fhir';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RecordCopy } from '#contract/record-copy.ts';
import type { LogFacts } from '#domain/services/service-log.ts';
import { insertConsent } from '#store/billing-consent.ts';
import { insertCountersign, insertLogEntry } from '#store/service-log.ts';
import type { fhirRecord } from '#telling/fhir-record.ts';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, canaries, type FixtureSchool } from '../../tests/fixtures/school.ts';
import { recordCopyHandlers } from './record-copy.ts';

const factsSigned: LogFacts = {
  ...{ date: '2026-10-14', discipline: 'speech', delivery: 'push_in', setting: 'classroom' },
  ...{ status: 'given', reason: null, makesUp: false, counts: true, goalIds: [] },
  parts: [{ from: 600, to: 630, size: 'group', groupSize: 7 }],
  minutesByArea: [{ area: 'language', minutes: 30 }],
};

onBothStores('a copy of the record', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'record copies');
    test = await testApp(store(), { handlers: [...recordCopyHandlers] });
    const { target, otherClass } = school;
    // Another student of the school is in the same session, is marked there, and is named in a note about Ana.
    await store().asOwner(async (db) => {
      // Only therapists of a discipline give minutes.
      await db.updateTable('adult').set({ discipline: 'speech' }).where('id', '=', target.therapistId).execute();
      await db
        .updateTable('student_name')
        .set({ given_name: 'Zebulon', family_name: 'Quark', preferred_name: 'Zeb' })
        .where('student_id', '=', otherClass.studentId)
        .execute();
      await db
        .insertInto('session_member')
        .values({
          district_id: target.districtId,
          session_id: target.sessionId,
          student_id: otherClass.studentId,
          label: 'Zq',
          position: 1,
        })
        .execute();
      const mark = await db.selectFrom('event').selectAll().where('id', '=', target.trialId).executeTakeFirstOrThrow();
      const others = {
        ...mark.body,
        id: otherClass.classId,
        studentId: otherClass.studentId,
        goalId: otherClass.goalId,
      };
      const { schemaVersion, sessionId, occurredAt, enteredAt, recorderId, deviceId, captureMode } = mark.body;
      const note = {
        ...{ schemaVersion, sessionId, occurredAt, enteredAt, recorderId, deviceId, captureMode },
        studentId: target.studentId,
        id: otherClass.routineId,
        kind: 'service_note',
        text: 'Read with Zeb; ZEBULON waited. The quark model stays a word of physics, out of caution it goes too.',
      };
      await db
        .insertInto('event')
        .values([
          {
            ...mark,
            id: others.id,
            student_id: otherClass.studentId,
            goal_id: otherClass.goalId,
            body: JSON.stringify(others),
          },
          { ...mark, id: note.id, kind: 'service_note', goal_id: null, body: JSON.stringify(note) },
        ])
        .execute();
      const { districtId, sessionId: inSession, studentId, therapistId } = target;
      const by = { sessionId: inSession, givenById: therapistId, signedAt: '2026-10-14T20:00:00.000Z' };
      const signed = { ...by, byAssistant: true, facts: factsSigned, corrects: null, reason: '' };
      const first = { ...signed, id: v7(), studentId, note: 'Took turns with Zeb.' };
      const later = {
        ...signed,
        id: v7(),
        studentId,
        note: 'Took turns.',
        corrects: first.id,
        reason: 'It named Zeb.',
      };
      const ofOther = { ...signed, id: v7(), studentId: otherClass.studentId, note: 'Read alone.' };
      for (const entry of [first, later, ofOther]) await insertLogEntry(db, districtId, entry);
      await insertCountersign(db, districtId, later, therapistId, '2026-10-15T12:00:00.000Z');
      const noted = { from: '2026-09-01', by: therapistId, now: '2026-09-01T12:00:00.000Z' };
      await insertConsent(db, districtId, { ...noted, id: v7(), studentId, given: true });
      await insertConsent(db, districtId, { ...noted, id: v7(), studentId: otherClass.studentId, given: false });
    });
  });
  afterAll(() => test.close());

  const address = () => `/api/students/${school.target.studentId}/record`;
  const file = async (actor: Actor, url: string) =>
    test.app.inject({ method: 'GET', url, headers: { cookie: await test.signInAs(school.adults[actor]) } });

  it('holds all of the student and nothing of whoever else was in the session', async () => {
    const { body, statusCode } = await file('therapist.own', address());
    expect(statusCode).toBe(200);
    const copy = JSON.parse(body) as RecordCopy;
    expect(copy.events.map(({ id }) => id)).toContain(school.target.trialId);
    expect(copy.sessions).toContainEqual(expect.objectContaining({ id: school.target.sessionId }));
    for (const own of [canaries.record[0], canaries.record[1], canaries.name[0]]) expect(body).toContain(own);
    const { studentId, goalId, trialId, classId } = school.otherClass;
    for (const others of ['Zebulon', 'Quark', 'Zeb', 'quark', 'Zq', studentId, goalId, trialId, classId])
      expect(body, others).not.toContain(others);
    expect(copy.serviceNotes[0]!.text).toContain('Read with […]; […] waited.');
    // What was signed is whole: the first record, the correction, who signed under it. It tells of no group's size.
    expect(copy.serviceLog).toMatchObject([
      { note: 'Took turns with […].', minutes: 30, inGroup: true, corrected: true, supervisor: null },
      { note: 'Took turns.', reason: 'It named […].', corrected: false, supervisor: { name: 'therapist.own' } },
    ]);
    expect(body).not.toMatch(/Read alone|groupSize":7/);
    expect(copy.billingConsent).toMatchObject([{ given: true, from: '2026-09-01', notedBy: 'therapist.own' }]);
    expect(copy.namesTakenOut).toBe(4);
  });

  it('is also a paper to read, in both languages, whose title tells nobody', async () => {
    for (const language of ['en', 'es']) {
      const answer = await file('case_manager.own', `${address()}/paper?language=${language}`);
      expect(answer.headers['content-type']).toBe('application/pdf');
      const document = await getDocument({ data: new Uint8Array(answer.rawPayload), verbosity: 0 }).promise;
      let text = '';
      for (let number = 1; number <= document.numPages; number += 1) {
        const content = await (await document.getPage(number)).getTextContent();
        text += content.items.map((item) => ('str' in item ? item.str : '')).join('');
      }
      expect(text).toContain(canaries.name[0]);
      expect(text).toContain('Took turns.');
      expect(text).not.toMatch(/zeb|quark|zq|read alone/i);
      expect(JSON.stringify((await document.getMetadata()).info)).not.toContain(canaries.name[0]);
    }
  });

  it('is also FHIR R4, which another program finds right, with nothing of the others', async () => {
    const { body, statusCode } = await file('therapist.own', `${address()}/fhir`);
    expect(statusCode).toBe(200);
    const bundle = JSON.parse(body) as ReturnType<typeof fhirRecord>;
    const { valid, messages } = new Fhir().validate(bundle, { errorOnUnexpected: true });
    expect(messages.filter(({ severity }) => severity === 'error' || severity === 'fatal')).toEqual([]);
    expect(valid).toBe(true);
    const kinds = bundle.entry!.map(({ resource }) => resource!.resourceType);
    expect(new Set(kinds)).toEqual(new Set(['Patient', 'Goal', 'CarePlan', 'Encounter', 'Observation']));
    expect(kinds.filter((kind) => kind === 'Patient')).toHaveLength(1);
    // Whatever is referred to is in the bundle.
    const inIt = new Set(bundle.entry!.map(({ fullUrl }) => fullUrl));
    const referred = [...body.matchAll(/"reference":"([^"]+)"/g)].map(([, reference]) => reference!);
    expect(referred.length).toBeGreaterThan(4);
    expect(referred.filter((reference) => !inIt.has(reference))).toEqual([]);
    expect(body).toContain(school.target.trialId);
    expect(body).toContain(canaries.record[0]);
    const { studentId, goalId, trialId } = school.otherClass;
    for (const others of ['Zebulon', 'Quark', 'Zeb', 'Zq', studentId, goalId, trialId])
      expect(body, others).not.toContain(others);
    const log = await store().asOwner((db) =>
      db.selectFrom('access_log').selectAll().where('operation', '=', 'record_copy.fhir').execute(),
    );
    expect(log.map(({ student_id, result }) => [student_id, result])).toEqual([[school.target.studentId, 'allowed']]);
  });

  it('is made by whoever answers for the record, and by nobody else', async () => {
    for (const actor of ['teacher.own', 'assistant.own', 'coordinator.own', 'therapist.other_class'] as const)
      for (const at of [address(), `${address()}/fhir`])
        expect((await file(actor, at)).statusCode, actor).not.toBe(200);
  });
});
