import { endRole, endSignIns, giveRole, listAdults } from '#contract/sign-in.ts';
import { offerFaults } from '#domain/caseload/invite.ts';
import * as adults from '#store/adult.ts';
import { rebuildReach } from '#store/reach.ts';
import { endSignInsOf } from '#store/sign-in.ts';
import { type Handler, handle, isDone } from './handle.ts';
import { refuse, refuseFields } from './refusal.ts';
import { unknownPlace } from './role-places.ts';

export const adultHandlers: readonly Handler[] = [
  // The owner's transaction, since only it can tell who has an account.
  handle(listAdults, { as: 'owner' }, async ({ db, adult, fields }) => {
    const people = await adults.listAdults(db, adult.districtId);
    const roles = Map.groupBy(await adults.readRoles(db, adult.districtId), (held) => held.adultId);
    const accounts = fields === 'accounts' ? await adults.adultsWithAccounts(db, adult.districtId) : new Set<string>();
    return {
      items: people.map((person) => ({
        ...person,
        email: fields === 'accounts' ? person.email : null,
        hasAccount: accounts.has(person.id),
        roles: (roles.get(person.id) ?? []).map(({ id, role, schoolId, classId, from, to }) => ({
          id,
          role,
          schoolId,
          classId,
          from,
          to,
        })),
      })),
    };
  }),

  handle(giveRole, { as: 'owner' }, async ({ db, adult, params, body, newId }) => {
    const faults = offerFaults(body);
    if (faults.length > 0) return refuseFields([faults[0]!, ...faults.slice(1)]);
    if ((await adults.readAdult(db, adult.districtId, params.adultId)) === undefined) {
      return refuse('not_found', 'adultId');
    }
    const missing = await unknownPlace(db, adult.districtId, body);
    if (missing !== null) return refuse('not_found', missing);
    const id = newId();
    const period = { from_date: body.from, to_date: body.to };
    await adults.giveRole(db, {
      district_id: adult.districtId,
      id,
      adult_id: params.adultId,
      role: body.role,
      school_id: body.schoolId,
      class_id: body.classId,
      ...period,
    });
    if (body.forAdultId !== null) {
      await adults.addStandIn(db, {
        district_id: adult.districtId,
        id: newId(),
        adult_id: params.adultId,
        for_adult_id: body.forAdultId,
        kind: body.role === 'assistant' ? 'assistant' : 'cover',
        ...period,
      });
    }
    await rebuildReach(db, adult.districtId);
    return { id };
  }),

  handle(endRole, { as: 'owner' }, async ({ db, adult, params, body }) => {
    const ended = await adults.endRole(db, adult.districtId, params.roleId, body.on);
    if (ended === null) return refuse('not_found', 'roleId');
    // A school without anybody who keeps accounts could never invite anybody again.
    if (ended.role === 'records' && !(await adults.someoneKeepsAccounts(db, adult.districtId, body.on))) {
      return refuse('changed_meanwhile', 'roleId', { because: 'last_records' });
    }
    await rebuildReach(db, adult.districtId);
    return isDone;
  }),

  handle(endSignIns, { as: 'owner' }, async ({ db, adult, params, now }) => {
    if ((await adults.readAdult(db, adult.districtId, params.adultId)) === undefined) {
      return refuse('not_found', 'adultId');
    }
    await endSignInsOf(db, adult.districtId, params.adultId, now);
    return isDone;
  }),
];
