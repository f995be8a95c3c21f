import * as calendarFeed from './calendar-feed.ts';
import * as card from './card.ts';
import * as caseloadImport from './caseload-import.ts';
import * as classes from './class.ts';
import * as cover from './cover.ts';
import * as event from './event.ts';
import * as goal from './goal.ts';
import * as goalExport from './goal-export.ts';
import * as handOver from './hand-over.ts';
import * as inClass from './in-class.ts';
import * as inService from './in-service.ts';
import * as ledger from './ledger.ts';
import * as makeUp from './make-up.ts';
import * as minuteRule from './minute-rule.ts';
import * as newYear from './new-year.ts';
import * as note from './note.ts';
import * as notedChange from './noted-change.ts';
import * as notice from './notice.ts';
import type { Operation } from './operation.ts';
import * as passkey from './passkey.ts';
import * as personalLink from './personal-link.ts';
import * as plan from './plan.ts';
import * as recordCopy from './record-copy.ts';
import * as report from './report.ts';
import * as retention from './retention.ts';
import * as review from './review.ts';
import * as routineMatch from './routine-match.ts';
import * as sampling from './sampling.ts';
import * as school from './school.ts';
import * as service from './service.ts';
import * as serviceCode from './service-code.ts';
import * as serviceLog from './service-log.ts';
import * as serviceNote from './service-note.ts';
import * as session from './session.ts';
import * as signIn from './sign-in.ts';
import * as strategy from './strategy.ts';
import * as student from './student.ts';
import * as supervision from './supervision.ts';
import * as team from './team.ts';
import * as touchBase from './touch-base.ts';
import * as visit from './visit.ts';
import * as visual from './visual.ts';
import * as workTime from './work-time.ts';
import * as workload from './workload.ts';

/** Everything the server can be asked to do. The access matrix, the OpenAPI document and the routes are made from this list. */
export const operations: readonly Operation[] = [
  calendarFeed,
  card,
  caseloadImport,
  classes,
  cover,
  event,
  goal,
  goalExport,
  handOver,
  inClass,
  inService,
  ledger,
  makeUp,
  minuteRule,
  passkey,
  personalLink,
  plan,
  recordCopy,
  report,
  retention,
  review,
  routineMatch,
  newYear,
  note,
  notedChange,
  notice,
  sampling,
  school,
  service,
  serviceCode,
  serviceLog,
  serviceNote,
  session,
  signIn,
  strategy,
  student,
  supervision,
  team,
  touchBase,
  visit,
  visual,
  workTime,
  workload,
]
  .flatMap((noun) => Object.values(noun))
  .filter(isOperation);

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'path' in value && 'act' in value && 'output' in value;
}
