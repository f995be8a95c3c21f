import { z } from 'zod';
import { roles } from '#domain/caseload/roles.ts';
import { disciplines } from '#domain/goals/goal.ts';
import { operation } from './operation.ts';
import { day, done, id, instant, requiredLine } from './values.ts';

/** Signing in and out, the first account, invitations, and who is signed in. */

/** At least 12 characters, no rules about their kinds (NIST 800-63B); the server refuses the commonest ones. */
export const newPassword = z.string().min(12).max(200);

export const me = z.object({
  adultId: id,
  name: z.string(),
  shortName: z.string(),
  discipline: z.enum(disciplines).nullable(),
  language: z.enum(['en', 'es']),
  roles: z.array(
    z.object({ role: z.enum(roles), schoolId: id.nullable(), classId: id.nullable(), from: day, to: day.nullable() }),
  ),
  districtName: z.string(),
  /** The demo's clock may stand still or show another week: "today" is always the server's. */
  now: instant,
  today: day,
  zone: z.string(),
  demo: z.boolean(),
  /** Whoever came by a personal link sees its class alone, and what a link opens. */
  link: z.object({ classId: id, lastDay: day }).nullable(),
  preferences: z.object({
    hand: z.enum(['left', 'right']).default('right'),
    theme: z.enum(['system', 'light', 'dark']).default('system'),
  }),
});
export type Me = z.infer<typeof me>;

export const openSignIn = operation({
  name: 'sign_in.open',
  method: 'POST',
  path: '/api/sign-in',
  summary: 'Signs in with e-mail and password.',
  act: 'public',
  logged: false,
  body: z.strictObject({ email: z.string().trim().max(254), password: z.string().max(200) }),
  output: me,
});
export const closeSignIn = operation({
  name: 'sign_in.close',
  method: 'POST',
  path: '/api/sign-out',
  summary: 'Signs this device out.',
  act: 'self.change',
  logged: false,
  byLink: true,
  output: done,
});
export const closeEverySignIn = operation({
  name: 'sign_in.close_every',
  method: 'POST',
  path: '/api/sign-out-everywhere',
  summary: 'Signs the adult out on every device.',
  act: 'self.change',
  logged: false,
  output: done,
});
export const readMe = operation({
  name: 'me.read',
  method: 'GET',
  path: '/api/me',
  summary: 'Who is signed in, with which roles today.',
  act: 'self.read',
  logged: false,
  byLink: true,
  output: me,
});
export const changeMe = operation({
  name: 'me.change',
  method: 'PUT',
  path: '/api/me',
  summary: 'Changes language, hand, theme, and whether notices come by e-mail.',
  act: 'self.change',
  logged: false,
  body: z.strictObject({
    language: z.enum(['en', 'es']).optional(),
    hand: z.enum(['left', 'right']).optional(),
    theme: z.enum(['system', 'light', 'dark']).optional(),
    /** Whether what awaits them also comes by e-mail. */
    mail: z.boolean().optional(),
  }),
  output: me,
});
export const changePassword = operation({
  name: 'me.change_password',
  method: 'POST',
  path: '/api/me/password',
  summary: 'Changes the password; signs out elsewhere.',
  act: 'self.change',
  logged: false,
  body: z.strictObject({ current: z.string().max(200), next: newPassword }),
  output: done,
});

/** Whom one may look around the demo as. */
export const demoParts = ['therapist', 'ot', 'pt', 'teacher', 'coordinator'] as const;
export type DemoPart = (typeof demoParts)[number];

/** What the sign-in page needs to know before anybody has signed in. */
export const readEntrance = operation({
  name: 'entrance.read',
  method: 'GET',
  path: '/api/entrance',
  summary: 'Whether this is the demo, and whom one may look around as.',
  act: 'public',
  logged: false,
  output: z.object({
    demo: z.boolean(),
    hasAccounts: z.boolean(),
    lookAroundAs: z.array(z.object({ as: z.enum(demoParts), name: z.string(), position: z.string() })),
  }),
});
export const demoSignIn = operation({
  name: 'demo.sign_in',
  method: 'POST',
  path: '/api/demo/sign-in',
  summary: 'Looks around the demo school as one of its adults. Refused elsewhere.',
  act: 'demo',
  logged: false,
  body: z.strictObject({ as: z.enum(demoParts) }),
  output: me,
});

export const openFirstAccount = operation({
  name: 'first_account.open',
  method: 'POST',
  path: '/api/first-account',
  summary: 'Makes the first account of an empty school from the one-time link printed at the start.',
  act: 'public',
  logged: false,
  body: z.strictObject({
    token: z.string().max(200),
    name: requiredLine(120),
    email: z.email().max(254),
    password: newPassword,
    discipline: z.enum(disciplines).nullable(),
    districtName: requiredLine(120),
    schoolName: requiredLine(120),
    timeZone: z.string().max(60),
    language: z.enum(['en', 'es']).default('en'),
  }),
  output: me,
});

export const invitation = z.object({
  id,
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(roles),
  schoolId: id.nullable(),
  classId: id.nullable(),
  forAdultId: id.nullable(),
  roleFrom: day,
  roleTo: day.nullable(),
  madeAt: instant,
  endsAt: instant,
  usedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
});
export const makeInvitation = operation({
  name: 'invitation.make',
  method: 'POST',
  path: '/api/invitations',
  summary: 'Makes an invitation link for a colleague with a role and its dates. The link is shown once.',
  act: 'adults.invite',
  logged: false,
  body: z.strictObject({
    name: requiredLine(120),
    email: z.email().max(254).nullable(),
    role: z.enum(roles),
    discipline: z.enum(disciplines).nullable().default(null),
    schoolId: id.nullable().default(null),
    classId: id.nullable().default(null),
    forAdultId: id.nullable().default(null),
    roleFrom: day,
    roleTo: day.nullable(),
    /** An adult already known (e.g. from an import) who gets an account by this link. */
    adultId: id.nullable().default(null),
  }),
  output: z.object({ id, link: z.string(), endsAt: instant }),
});
export const listInvitations = operation({
  name: 'invitation.list',
  method: 'GET',
  path: '/api/invitations',
  summary: 'Open and used invitations.',
  act: 'adults.invite',
  logged: false,
  output: z.object({ items: z.array(invitation) }),
});
export const withdrawInvitation = operation({
  name: 'invitation.withdraw',
  method: 'DELETE',
  path: '/api/invitations/:invitationId',
  summary: 'Takes back an invitation that was not used yet.',
  act: 'adults.invite',
  logged: false,
  params: z.object({ invitationId: id }),
  output: done,
});
export const readInvitation = operation({
  name: 'invitation.read',
  method: 'POST',
  path: '/api/invitation-link',
  summary: 'Who is invited as what, from the token of the link.',
  act: 'public',
  logged: false,
  body: z.strictObject({ token: z.string().max(200) }),
  output: z.object({
    kind: z.enum(['first_account', 'invitation']),
    name: z.string(),
    role: z.enum(roles).nullable(),
    districtName: z.string(),
    endsAt: instant,
  }),
});
export const acceptInvitation = operation({
  name: 'invitation.accept',
  method: 'POST',
  path: '/api/invitation-link/accept',
  summary: 'Makes the account an invitation is for.',
  act: 'public',
  logged: false,
  body: z.strictObject({
    token: z.string().max(200),
    name: requiredLine(120),
    email: z.email().max(254),
    password: newPassword,
    language: z.enum(['en', 'es']).default('en'),
  }),
  output: me,
});

export const adultRow = z.object({
  id,
  name: z.string(),
  shortName: z.string(),
  position: z.string(),
  discipline: z.enum(disciplines).nullable(),
  email: z.string().nullable(),
  hasAccount: z.boolean(),
  roles: z.array(
    z.object({
      id,
      role: z.enum(roles),
      schoolId: id.nullable(),
      classId: id.nullable(),
      from: day,
      to: day.nullable(),
    }),
  ),
});
export const listAdults = operation({
  name: 'adult.list',
  method: 'GET',
  path: '/api/adults',
  summary: 'Colleagues and their roles; e-mail and account state for those who keep accounts.',
  act: 'adults.read',
  logged: false,
  output: z.object({ items: z.array(adultRow) }),
});
export const giveRole = operation({
  name: 'adult.give_role',
  method: 'POST',
  path: '/api/adults/:adultId/roles',
  summary: 'Gives an adult a role with its dates.',
  act: 'adults.change',
  logged: false,
  params: z.object({ adultId: id }),
  body: z.strictObject({
    role: z.enum(roles),
    schoolId: id.nullable().default(null),
    classId: id.nullable().default(null),
    forAdultId: id.nullable().default(null),
    from: day,
    to: day.nullable(),
  }),
  output: z.object({ id }),
});
export const endRole = operation({
  name: 'adult.end_role',
  method: 'POST',
  path: '/api/roles/:roleId/end',
  summary: 'Ends a role on a day; access ends with it.',
  act: 'adults.change',
  logged: false,
  params: z.object({ roleId: id }),
  body: z.strictObject({ on: day }),
  output: done,
});
export const endSignIns = operation({
  name: 'adult.end_sign_ins',
  method: 'POST',
  path: '/api/adults/:adultId/sign-out',
  summary: 'Signs a colleague out on every device.',
  act: 'adults.change',
  logged: false,
  params: z.object({ adultId: id }),
  output: done,
});

/** Who looked at what. No content, no names of students: ids and operations. */
export const readAccessLog = operation({
  name: 'access_log.read',
  method: 'GET',
  path: '/api/access-log',
  summary: 'The access log, newest first.',
  act: 'access_log.read',
  logged: false,
  query: z.object({
    studentId: id.optional(),
    adultId: id.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  output: z.object({
    items: z.array(
      z.object({
        id,
        at: instant,
        adultId: id,
        adultName: z.string(),
        operation: z.string(),
        studentId: id.nullable(),
        fields: z.string(),
        purpose: z.string().nullable(),
        result: z.enum(['allowed', 'refused']),
      }),
    ),
    next: z.string().nullable(),
  }),
});
/** The chain of seals over the access log. Its newest hash, kept outside, stands for the whole log up to that day. */
export const readAccessSeal = operation({
  name: 'access_log.seal',
  method: 'GET',
  path: '/api/access-log/seal',
  summary: 'The newest seal of the access log.',
  act: 'access_log.read',
  logged: false,
  output: z.object({
    newest: z.object({ day, lines: z.number().int(), hash: z.string() }).nullable(),
  }),
});
