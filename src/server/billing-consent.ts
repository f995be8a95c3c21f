import { noteBillingConsent, readBillingConsent } from '#contract/service-log.ts';
import { consentOn } from '#domain/services/billing-consent.ts';
import { insertConsent, readConsents } from '#store/billing-consent.ts';
import { type Handler, handle } from './handle.ts';
import { refuse } from './refusal.ts';

export const billingConsentHandlers: readonly Handler[] = [
  handle(
    readBillingConsent,
    { subject: ({ params }) => ({ student: params.studentId }), as: 'owner' },
    async ({ db, adult, params, today }) => {
      const history = await readConsents(db, adult.districtId, [params.studentId]);
      return { given: consentOn(today, history), history };
    },
  ),

  handle(
    noteBillingConsent,
    { subject: ({ params }) => ({ student: params.studentId }), as: 'owner' },
    async ({ db, adult, params, body, newId, now, today }) => {
      if (body.from > today) return refuse('bad_input', 'from', { because: 'in_the_future' });
      const id = newId();
      const { studentId } = params;
      await insertConsent(db, adult.districtId, { ...body, id, studentId, by: adult.adultId, now });
      return { id };
    },
  ),
];
