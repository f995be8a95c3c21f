import { listLinks, makeLink, openLink, withdrawLink } from '#contract/personal-link.ts';
import { linkFaults, linkShut } from '#domain/caseload/personal-link.ts';
import { classRoles, covers } from '#domain/caseload/roles.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { instantOf } from '#domain/school-day/school-clock.ts';
import { appendAccess } from '#store/access-log.ts';
import { addAdult, changeAdult, giveRole, readRoles } from '#store/adult.ts';
import { findLink, insertLink, listLinksOf, markLinkWithdrawn, noteLinkOpened } from '#store/personal-link.ts';
import { rebuildReach } from '#store/reach.ts';
import { readPassword } from '#store/sign-in.ts';
import { dayIn } from './clock.ts';
import { type Handler, handle, handleOpen, isDone } from './handle.ts';
import { refuse, refuseFields } from './refusal.ts';
import { shortNameOf } from './short-name.ts';
import { enter } from './sign-in.ts';
import { lastDayOf } from './signed-in.ts';
import { newToken, readToken } from './sign-in-token.ts';

const ofClass = ({ params }: { readonly params: { readonly classId: string } }) => ({ class: params.classId });

/** Ended links stay in sight for a month: who had one, and when it was last used. */
const keptDays = 30;

export const personalLinkHandlers: readonly Handler[] = [
  handle(
    makeLink,
    { subject: ofClass, as: 'owner' },
    async ({ db, adult, params, body, now, today, newId, origin }) => {
      const { districtId } = adult;
      const { classId } = params;
      const [first, ...more] = linkFaults(body, today);
      if (first !== undefined) return refuseFields([first, ...more]);
      if (body.adultId !== null) {
        const roles = await readRoles(db, districtId, body.adultId);
        const works = roles.some((held) => held.classId === classId && covers(held, today));
        if (!works) return refuse('not_found', 'adultId', { because: 'link_needs_class' });
      }
      const adultId = body.adultId ?? newId();
      if (body.adultId === null) {
        await addAdult(db, {
          district_id: districtId,
          id: adultId,
          name: body.name,
          short_name: shortNameOf(body.name),
          email: null,
          discipline: null,
          language: adult.language,
          created_at: now,
        });
        const period = { from_date: body.from, to_date: body.to };
        const role = { adult_id: adultId, role: 'guest_teacher' as const, school_id: null, class_id: classId };
        await giveRole(db, { district_id: districtId, id: newId(), ...role, ...period });
        await rebuildReach(db, districtId);
      }
      const id = newId();
      const token = newToken(districtId);
      const endsAt = new Date(instantOf(addDays(body.to, 1), '00:00', adult.zone)).toISOString();
      await insertLink(db, {
        district_id: districtId,
        id,
        adult_id: adultId,
        class_id: classId,
        token_hash: readToken(token)!.hash,
        made_by: adult.adultId,
        made_at: now,
        ends_at: endsAt,
      });
      return { id, link: `${origin}/link#${token}`, lastDay: body.to };
    },
  ),

  handle(listLinks, { subject: ofClass, as: 'owner' }, async ({ db, adult, params, now }) => {
    const since = new Date(Date.parse(now) - keptDays * 86_400_000).toISOString();
    const links = await listLinksOf(db, adult.districtId, params.classId, since);
    return { items: links.map(({ endsAt, ...link }) => ({ ...link, lastDay: lastDayOf(endsAt, adult.zone) })) };
  }),

  handle(withdrawLink, { subject: ofClass, as: 'owner' }, async ({ db, adult, params, now }) =>
    (await markLinkWithdrawn(db, adult.districtId, params, now)) ? isDone : refuse('not_found', 'linkId'),
  ),

  handleOpen(openLink, async (context) => {
    const { store, body, now, newId, requestId } = context;
    const read = readToken(body.token);
    if (read === null) return refuse('not_found', 'token');
    const { districtId } = read;
    return store.asOwner(async (db) => {
      const link = await findLink(db, districtId, read.hash);
      if (link === undefined) return refuse('not_found', 'token');
      const { adultId, classId } = link;
      const today = dayIn(link.zone, new Date(now));
      const roles = await readRoles(db, districtId, adultId);
      const works = roles.some(
        (held) => held.classId === classId && classRoles.includes(held.role) && covers(held, today),
      );
      const refusal =
        linkShut(link, now) !== null
          ? refuse('link_expired', 'token')
          : works
            ? null
            : refuse('not_your_role', 'token', { because: 'no_role_today' });
      const line = { district_id: districtId, id: newId(), at: now, adult_id: adultId, sign_in_id: null };
      const said = { operation: openLink.name, student_id: null, purpose: null, request_id: requestId };
      const result = refusal === null ? ('allowed' as const) : ('refused' as const);
      await appendAccess(db, [{ ...line, ...said, fields: refusal === null ? 'published' : '', result }]);
      if (refusal !== null) return refusal;
      await noteLinkOpened(db, districtId, link.id, now);
      // Who has an account has chosen a language there.
      if ((await readPassword(db, districtId, adultId)) === undefined)
        await changeAdult(db, districtId, adultId, { language: body.language });
      return enter(context, db, { districtId, adultId, link: { id: link.id, classId, endsAt: link.endsAt } }, 'link');
    });
  }),
];
