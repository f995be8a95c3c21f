import { accessLogHandlers } from './access-log.ts';
import { adultHandlers } from './adult.ts';
import { billingConsentHandlers } from './billing-consent.ts';
import { calendarFeedHandlers } from './calendar-feed.ts';
import { cardHandlers } from './card.ts';
import { caseloadImportHandlers } from './caseload-import.ts';
import { classHandlers } from './class.ts';
import { coverHandlers } from './cover.ts';
import { eventHandlers } from './event.ts';
import { goalHandlers } from './goal.ts';
import { goalExportHandlers } from './goal-export.ts';
import { handOverHandlers } from './hand-over.ts';
import type { Handler } from './handle.ts';
import { inClassHandlers } from './in-class.ts';
import { inServiceHandlers } from './in-service.ts';
import { invitationHandlers } from './invitation.ts';
import { ledgerHandlers } from './ledger.ts';
import { makeUpHandlers } from './make-up.ts';
import { minuteRuleHandlers } from './minute-rule.ts';
import { newYearHandlers } from './new-year.ts';
import { noteHandlers } from './note.ts';
import { notedChangeHandlers } from './noted-change.ts';
import { noticeHandlers } from './notice.ts';
import { passkeyHandlers } from './passkey.ts';
import { personalLinkHandlers } from './personal-link.ts';
import { planHandlers } from './plan.ts';
import { recordCopyHandlers } from './record-copy.ts';
import { reportHandlers } from './report.ts';
import { retentionHandlers } from './retention.ts';
import { reviewHandlers } from './review.ts';
import { routineMatchHandlers } from './routine-match.ts';
import { samplingHandlers } from './sampling.ts';
import { schoolHandlers } from './school.ts';
import { serviceHandlers } from './service.ts';
import { serviceCodeHandlers } from './service-code.ts';
import { serviceLogHandlers } from './service-log.ts';
import { serviceNoteHandlers } from './service-note.ts';
import { sessionHandlers } from './session.ts';
import { signInHandlers } from './sign-in.ts';
import { strategyHandlers } from './strategy.ts';
import { studentHandlers } from './student.ts';
import { supervisionHandlers } from './supervision.ts';
import { teamHandlers } from './team.ts';
import { touchBaseHandlers } from './touch-base.ts';
import { visitHandlers } from './visit.ts';
import { visualHandlers } from './visual.ts';
import { workTimeHandlers } from './work-time.ts';
import { workloadHandlers } from './workload.ts';

/** Every operation's handler. One that the contract has and this list has not keeps the server from starting. */
export const handlers: readonly Handler[] = [
  ...accessLogHandlers,
  ...adultHandlers,
  ...calendarFeedHandlers,
  ...cardHandlers,
  ...caseloadImportHandlers,
  ...classHandlers,
  ...coverHandlers,
  ...eventHandlers,
  ...goalExportHandlers,
  ...goalHandlers,
  ...handOverHandlers,
  ...inClassHandlers,
  ...inServiceHandlers,
  ...invitationHandlers,
  ...ledgerHandlers,
  ...passkeyHandlers,
  ...personalLinkHandlers,
  ...planHandlers,
  ...routineMatchHandlers,
  ...makeUpHandlers,
  ...minuteRuleHandlers,
  ...newYearHandlers,
  ...noteHandlers,
  ...notedChangeHandlers,
  ...noticeHandlers,
  ...samplingHandlers,
  ...schoolHandlers,
  ...recordCopyHandlers,
  ...reportHandlers,
  ...retentionHandlers,
  ...reviewHandlers,
  ...serviceHandlers,
  ...serviceCodeHandlers,
  ...serviceLogHandlers,
  ...billingConsentHandlers,
  ...serviceNoteHandlers,
  ...sessionHandlers,
  ...signInHandlers,
  ...strategyHandlers,
  ...studentHandlers,
  ...supervisionHandlers,
  ...teamHandlers,
  ...touchBaseHandlers,
  ...visitHandlers,
  ...visualHandlers,
  ...workTimeHandlers,
  ...workloadHandlers,
];
