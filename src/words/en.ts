import { absenceWords } from './en/absence.ts';
import { cardWords } from './en/card.ts';
import { carryover } from './en/carryover.ts';
import { caseloadImport } from './en/caseload-import.ts';
import { classWords } from './en/class.ts';
import { classroom } from './en/classroom.ts';
import { command } from './en/command.ts';
import { entrance } from './en/entrance.ts';
import { evidence } from './en/evidence.ts';
import { faults } from './en/faults.ts';
import { goal } from './en/goal.ts';
import { house } from './en/house.ts';
import { inServiceWords } from './en/in-service.ts';
import { keepingWords } from './en/keeping.ts';
import { ledgerWords } from './en/ledger.ts';
import { minuteRuleWords } from './en/minute-rule.ts';
import { noteWords } from './en/note.ts';
import { noticeWords } from './en/notice.ts';
import { newYearWords } from './en/new-year.ts';
import { passOnWords } from './en/pass-on.ts';
import { people } from './en/people.ts';
import { personalLinkWords } from './en/personal-link.ts';
import { planWords } from './en/plan.ts';
import { recordsWords } from './en/records.ts';
import { reportWords } from './en/report.ts';
import { reviewWords } from './en/review.ts';
import { schoolWords } from './en/school.ts';
import { schoolDay } from './en/school-day.ts';
import { schoolTerms } from './en/school-terms.ts';
import { serviceLogWords } from './en/service-log.ts';
import { sessionWords } from './en/session.ts';
import { strategyWords } from './en/strategy.ts';
import { student } from './en/student.ts';
import { teamWords } from './en/team.ts';
import { touchBaseWords } from './en/touch-base.ts';
import { vault } from './en/vault.ts';
import { visitWords } from './en/visit.ts';
import { visualWords } from './en/visual.ts';

/** Everything the product says, in English. A noun's words are in its own file. */
export const en = {
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
