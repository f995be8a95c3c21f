import { absenceWords } from './es/absence.ts';
import { cardWords } from './es/card.ts';
import { carryover } from './es/carryover.ts';
import { caseloadImport } from './es/caseload-import.ts';
import { classWords } from './es/class.ts';
import { classroom } from './es/classroom.ts';
import { command } from './es/command.ts';
import { entrance } from './es/entrance.ts';
import { evidence } from './es/evidence.ts';
import { faults } from './es/faults.ts';
import { goal } from './es/goal.ts';
import { house } from './es/house.ts';
import { inServiceWords } from './es/in-service.ts';
import { keepingWords } from './es/keeping.ts';
import { ledgerWords } from './es/ledger.ts';
import { minuteRuleWords } from './es/minute-rule.ts';
import { noteWords } from './es/note.ts';
import { noticeWords } from './es/notice.ts';
import { newYearWords } from './es/new-year.ts';
import { passOnWords } from './es/pass-on.ts';
import { people } from './es/people.ts';
import { personalLinkWords } from './es/personal-link.ts';
import { planWords } from './es/plan.ts';
import { recordsWords } from './es/records.ts';
import { reportWords } from './es/report.ts';
import { reviewWords } from './es/review.ts';
import { schoolWords } from './es/school.ts';
import { schoolDay } from './es/school-day.ts';
import { schoolTerms } from './es/school-terms.ts';
import { serviceLogWords } from './es/service-log.ts';
import { sessionWords } from './es/session.ts';
import { strategyWords } from './es/strategy.ts';
import { student } from './es/student.ts';
import { teamWords } from './es/team.ts';
import { touchBaseWords } from './es/touch-base.ts';
import { vault } from './es/vault.ts';
import { visitWords } from './es/visit.ts';
import { visualWords } from './es/visual.ts';

/** Everything the product says, in Spanish. A noun's words are in its own file. */
export const es = {
  ...cardWords,
  ...classroom,
  ...command,
  ...entrance,
  ...caseloadImport,
  ...classWords,
  ...personalLinkWords,
  ...newYearWords,
  ...passOnWords,
  ...planWords,
  ...schoolWords,
  ...schoolTerms,
  ...evidence,
  ...faults,
  ...house,
  ...noticeWords,
  ...noteWords,
  ...inServiceWords,
  ...people,
  ...schoolDay,
  ...goal,
  ...carryover,
  ...strategyWords,
  ...student,
  ...teamWords,
  ...touchBaseWords,
  ...vault,
  ...reportWords,
  ...reviewWords,
  ...recordsWords,
  ...visitWords,
  ...visualWords,
  ...sessionWords,
  ...absenceWords,
  ...ledgerWords,
  ...minuteRuleWords,
  ...serviceLogWords,
  ...keepingWords,
} as const;
