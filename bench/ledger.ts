// The ledger of a caseload over a school year: 60 students, each with a push-in and a pull-out service, in groups of three, with
// overlaps, absences and a second discipline for some. From stays to ledgers, nothing kept between. To fit into 200 ms.
import { addDays, isSchoolDay, type SchoolCalendar, weekdayOf } from '#domain/school-day/calendar.ts';
import { ledger } from '#domain/services/ledger.ts';
import { minuteSegments, type SessionStay, usualRules } from '#domain/services/minutes.ts';
import { schoolDaysOf } from '#domain/services/requirement.ts';
import { quantile } from './quantiles.ts';

const turns = 30;
const students = 60;
const calendar: SchoolCalendar = {
  year: { from: '2025-08-18', to: '2026-06-05', rotation: 'none', rotationFrom: null },
  dates: Array.from({ length: 18 }, (_, index) => ({
    date: addDays('2025-09-01', index * 14),
    kind: 'holiday',
    label: '',
    starts: null,
    ends: null,
    rotationDay: null,
  })),
};

const stays: SessionStay[] = [];
for (let date = calendar.year.from; date <= calendar.year.to; date = addDays(date, 1)) {
  if (!isSchoolDay(date, calendar)) continue;
  for (let student = 0; student < students; student += 1) {
    const group = Math.floor(student / 3);
    // Two sessions a week for each group, on weekdays that differ between groups.
    const slot = [group % 5, (group + 2) % 5].indexOf(weekdayOf(date) - 1);
    if (slot < 0) continue;
    const from = 480 + (group % 9) * 40 - (student % 3 === 2 ? 5 : 0);
    const discipline = student % 4 === 0 && slot === 1 ? 'occupational' : 'speech';
    stays.push({
      sessionId: `${date} ${group}`,
      studentId: `student ${student}`,
      therapistId: discipline === 'speech' ? 'dana' : 'priya',
      discipline,
      delivery: slot === 0 ? 'push_in' : 'pull_out',
      date,
      from,
      to: from + 30,
      what: stays.length % 19 === 0 ? { kind: 'missed', reason: 'student_absent' } : { kind: 'given', counts: true },
      makesUp: false,
    });
  }
}
const period = { delivery: 'push_in', minutes: 30, times: 1, per: 'week', from: calendar.year.from, to: null } as const;
const periods = [period, { ...period, delivery: 'pull_out', times: 40, per: 'year' }] as const;
const span = { from: calendar.year.from, today: '2026-05-01', to: calendar.year.to };

const took: number[] = [];
const worked: number[] = [];
let lines = 0;
for (let turn = 0; turn < turns; turn += 1) {
  const begin = performance.now();
  const before = process.cpuUsage();
  const days = schoolDaysOf(calendar);
  const segments = Map.groupBy(minuteSegments(stays, [usualRules]), (one) => `${one.studentId} ${one.discipline}`);
  const ledgers = [...segments.values()].map((own) =>
    ledger(own[0]!.discipline, { periods, segments: own, days }, span),
  );
  took.push(performance.now() - begin);
  worked.push(process.cpuUsage(before).user / 1000);
  lines = ledgers.length;
}
const median = quantile(worked, 0.5);
process.stdout.write(`${students} students, ${stays.length} stays in sessions, ${lines} ledgers of a year\n`);
process.stdout.write(`processor time: median ${median.toFixed(1)} ms (limit 200 ms)\n`);
process.stdout.write(`by the clock, beside whatever else ran: median ${quantile(took, 0.5).toFixed(1)} ms\n`);
if (median > 200) process.exitCode = 1;
