import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { DidNotOpen } from './house/did-not-open.tsx';

/**
 * Every address of the product but the recording screen's, which stands outside (main.tsx). Each screen is a chunk of its own.
 * No name of anybody is ever part of an address.
 */
const root = createRootRoute({ component: Outlet });

/** Before signing in: words and forms, but nobody known. */
const porch = createRoute({
  getParentRoute: () => root,
  id: 'porch',
  component: lazyRouteComponent(() => import('./house/porch.tsx'), 'Porch'),
});
const signIn = createRoute({
  getParentRoute: () => porch,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./screens/entrance/sign-in-screen.tsx'), 'SignInScreen'),
});
const welcome = createRoute({
  getParentRoute: () => porch,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./screens/entrance/welcome-screen.tsx'), 'WelcomeScreen'),
});

const link = createRoute({
  getParentRoute: () => porch,
  path: '/link',
  component: lazyRouteComponent(() => import('./screens/entrance/link-screen.tsx'), 'LinkScreen'),
});

/** Signed in: header, navigation, query cache. */
const house = createRoute({
  getParentRoute: () => root,
  id: 'house',
  component: lazyRouteComponent(() => import('./house/house.tsx'), 'House'),
  notFoundComponent: lazyRouteComponent(() => import('./house/nothing-here.tsx'), 'NothingHere'),
});
const start = createRoute({
  getParentRoute: () => house,
  path: '/',
  component: lazyRouteComponent(() => import('./house/start.tsx'), 'Start'),
});
const dayInAddress = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
const today = createRoute({
  getParentRoute: () => house,
  path: '/today',
  validateSearch: (search: Record<string, unknown>): { date?: string } => ({ date: dayInAddress(search.date) }),
  component: lazyRouteComponent(() => import('./screens/today/today-screen.tsx'), 'TodayScreen'),
});
const dataSheets = createRoute({
  getParentRoute: () => house,
  path: '/today/sheets',
  validateSearch: (search: Record<string, unknown>): { date?: string } => ({ date: dayInAddress(search.date) }),
  component: lazyRouteComponent(() => import('./screens/today/data-sheets-screen.tsx'), 'DataSheetsScreen'),
});
const handOver = createRoute({
  getParentRoute: () => house,
  path: '/today/hand-over',
  validateSearch: (search: Record<string, unknown>): { date?: string } => ({ date: dayInAddress(search.date) }),
  component: lazyRouteComponent(() => import('./screens/today/hand-over-screen.tsx'), 'HandOverScreen'),
});
const substitute = createRoute({
  getParentRoute: () => house,
  path: '/today/substitute',
  validateSearch: (search: Record<string, unknown>): { date?: string } => ({ date: dayInAddress(search.date) }),
  component: lazyRouteComponent(() => import('./screens/visit/substitute-screen.tsx'), 'SubstituteScreen'),
});
const visit = createRoute({
  getParentRoute: () => house,
  path: '/visits/$sessionId',
  validateSearch: (search: Record<string, unknown>): { date?: string } => ({ date: dayInAddress(search.date) }),
  component: lazyRouteComponent(() => import('./screens/visit/visit-screen.tsx'), 'VisitScreen'),
});
const week = createRoute({
  getParentRoute: () => house,
  path: '/week',
  /** `from`: any day of the week; `of`: a school's id, left out for one's own sessions; `by`, `day`: its columns and day. */
  validateSearch: (
    search: Record<string, unknown>,
  ): { from?: string; of?: string; by?: 'therapists' | 'rooms'; view?: 'grid' | 'list'; day?: number } => ({
    from: dayInAddress(search.from),
    of: typeof search.of === 'string' ? search.of : undefined,
    by: search.by === 'rooms' || search.by === 'therapists' ? search.by : undefined,
    view: search.view === 'list' ? 'list' : undefined,
    day: [1, 2, 3, 4, 5].find((day) => day === search.day),
  }),
  component: lazyRouteComponent(() => import('./screens/week/week-screen.tsx'), 'WeekScreen'),
});
const planWeek = createRoute({
  getParentRoute: () => house,
  path: '/week/plan',
  /** `repair`: made again after a change, so that sessions keep their times wherever they can. */
  validateSearch: (search: Record<string, unknown>): { from?: string; repair?: true } => ({
    from: dayInAddress(search.from),
    repair: search.repair === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('./screens/plan/plan-screen.tsx'), 'PlanScreen'),
});
const caseload = createRoute({
  getParentRoute: () => house,
  path: '/caseload',
  component: lazyRouteComponent(() => import('./screens/caseload/caseload-screen.tsx'), 'CaseloadScreen'),
});
const cards = createRoute({
  getParentRoute: () => house,
  path: '/cards',
  component: lazyRouteComponent(() => import('./screens/card/cards-screen.tsx'), 'CardsScreen'),
});
const notes = createRoute({
  getParentRoute: () => house,
  path: '/notes',
  component: lazyRouteComponent(() => import('./screens/note/notes-screen.tsx'), 'NotesScreen'),
});
const caseloadImport = createRoute({
  getParentRoute: () => house,
  path: '/caseload/import',
  component: lazyRouteComponent(() => import('./screens/caseload-import/import-screen.tsx'), 'ImportScreen'),
});
const caseloadHandOver = createRoute({
  getParentRoute: () => house,
  path: '/caseload/hand-over',
  component: lazyRouteComponent(() => import('./screens/hand-over/hand-over-screen.tsx'), 'CaseloadHandOverScreen'),
});
const newStudent = createRoute({
  getParentRoute: () => house,
  path: '/students/new',
  component: lazyRouteComponent(() => import('./screens/student/student-edit-screen.tsx'), 'NewStudentScreen'),
});
const student = createRoute({
  getParentRoute: () => house,
  path: '/students/$studentId',
  component: lazyRouteComponent(() => import('./screens/student/student-screen.tsx'), 'StudentScreen'),
});
const editStudent = createRoute({
  getParentRoute: () => house,
  path: '/students/$studentId/edit',
  component: lazyRouteComponent(() => import('./screens/student/student-edit-screen.tsx'), 'EditStudentScreen'),
});
const routineMatch = createRoute({
  getParentRoute: () => house,
  path: '/students/$studentId/routines',
  component: lazyRouteComponent(() => import('./screens/routine-match/match-screen.tsx'), 'MatchScreen'),
});
const review = createRoute({
  getParentRoute: () => house,
  path: '/students/$studentId/review',
  component: lazyRouteComponent(() => import('./screens/review/review-screen.tsx'), 'ReviewScreen'),
});
const reports = createRoute({
  getParentRoute: () => house,
  path: '/reports',
  component: lazyRouteComponent(() => import('./screens/report/reports-screen.tsx'), 'ReportsScreen'),
});
const makeUps = createRoute({
  getParentRoute: () => house,
  path: '/make-ups',
  component: lazyRouteComponent(() => import('./screens/make-up/make-ups-screen.tsx'), 'MakeUpsScreen'),
});
const report = createRoute({
  getParentRoute: () => house,
  path: '/students/$studentId/reports/$discipline/$from/$to',
  component: lazyRouteComponent(() => import('./screens/report/report-screen.tsx'), 'ReportScreen'),
});
const reviewThresholds = createRoute({
  getParentRoute: () => house,
  path: '/review-thresholds',
  component: lazyRouteComponent(() => import('./screens/review/thresholds-screen.tsx'), 'ThresholdsScreen'),
});
const serviceLog = createRoute({
  getParentRoute: () => house,
  path: '/service-log',
  component: lazyRouteComponent(() => import('./screens/log/service-log-screen.tsx'), 'ServiceLogScreen'),
});
const serviceCodes = createRoute({
  getParentRoute: () => house,
  path: '/service-codes',
  component: lazyRouteComponent(() => import('./screens/log/service-codes-screen.tsx'), 'ServiceCodesScreen'),
});
const supervision = createRoute({
  getParentRoute: () => house,
  path: '/supervision',
  component: lazyRouteComponent(() => import('./screens/log/supervision-screen.tsx'), 'SupervisionScreen'),
});
const minuteRules = createRoute({
  getParentRoute: () => house,
  path: '/minute-rules',
  component: lazyRouteComponent(() => import('./screens/log/minute-rules-screen.tsx'), 'MinuteRulesScreen'),
});
const newGoal = createRoute({
  getParentRoute: () => house,
  path: '/students/$studentId/goals/new',
  component: lazyRouteComponent(() => import('./screens/goal/goal-edit-screen.tsx'), 'NewGoalScreen'),
});
const goal = createRoute({
  getParentRoute: () => house,
  path: '/goals/$goalId',
  component: lazyRouteComponent(() => import('./screens/goal/goal-screen.tsx'), 'GoalScreen'),
});
const editGoal = createRoute({
  getParentRoute: () => house,
  path: '/goals/$goalId/edit',
  component: lazyRouteComponent(() => import('./screens/goal/goal-edit-screen.tsx'), 'EditGoalScreen'),
});
const cueSets = createRoute({
  getParentRoute: () => house,
  path: '/cue-sets',
  component: lazyRouteComponent(() => import('./screens/cue-sets/cue-sets-screen.tsx'), 'CueSetsScreen'),
});
const classes = createRoute({
  getParentRoute: () => house,
  path: '/classes',
  component: lazyRouteComponent(() => import('./screens/class/classes-screen.tsx'), 'ClassesScreen'),
});
const classOne = createRoute({
  getParentRoute: () => house,
  path: '/classes/$classId',
  component: lazyRouteComponent(() => import('./screens/class/class-screen.tsx'), 'ClassScreen'),
});
const touchBase = createRoute({
  getParentRoute: () => house,
  path: '/classes/$classId/touch-bases/$therapistId',
  validateSearch: (search: Record<string, unknown>): { date?: string } => ({ date: dayInAddress(search.date) }),
  component: lazyRouteComponent(() => import('./screens/touch-base/touch-base-screen.tsx'), 'TouchBaseScreen'),
});
const friday = createRoute({
  getParentRoute: () => house,
  path: '/classes/$classId/friday',
  validateSearch: (search: Record<string, unknown>): { from?: string } => ({ from: dayInAddress(search.from) }),
  component: lazyRouteComponent(() => import('./screens/friday/friday-screen.tsx'), 'FridayScreen'),
});
const inService = createRoute({
  getParentRoute: () => house,
  path: '/in-service',
  component: lazyRouteComponent(() => import('./screens/in-service/in-service-screen.tsx'), 'InServiceScreen'),
});
const supports = createRoute({
  getParentRoute: () => house,
  path: '/classes/$classId/supports',
  component: lazyRouteComponent(() => import('./screens/strategy/supports-screen.tsx'), 'SupportsScreen'),
});
const strategies = createRoute({
  getParentRoute: () => house,
  path: '/strategies',
  component: lazyRouteComponent(() => import('./screens/strategy/library-screen.tsx'), 'LibraryScreen'),
});
const school = createRoute({
  getParentRoute: () => house,
  path: '/school',
  component: lazyRouteComponent(() => import('./screens/school/school-screen.tsx'), 'SchoolScreen'),
});
const newYear = createRoute({
  getParentRoute: () => house,
  path: '/school/new-year',
  component: lazyRouteComponent(() => import('./screens/new-year/new-year-screen.tsx'), 'NewYearScreen'),
});
const colleagues = createRoute({
  getParentRoute: () => house,
  path: '/colleagues',
  component: lazyRouteComponent(() => import('./screens/colleagues/colleagues-screen.tsx'), 'ColleaguesScreen'),
});
const team = createRoute({
  getParentRoute: () => house,
  path: '/team',
  component: lazyRouteComponent(() => import('./screens/team/team-screen.tsx'), 'TeamScreen'),
});
const workload = createRoute({
  getParentRoute: () => house,
  path: '/workload',
  component: lazyRouteComponent(() => import('./screens/workload/workload-screen.tsx'), 'WorkloadScreen'),
});
const records = createRoute({
  getParentRoute: () => house,
  path: '/records',
  component: lazyRouteComponent(() => import('./screens/records/records-screen.tsx'), 'RecordsScreen'),
});
const notices = createRoute({
  getParentRoute: () => house,
  path: '/notices',
  component: lazyRouteComponent(() => import('./screens/notices/notices-screen.tsx'), 'NoticesScreen'),
});
const preferences = createRoute({
  getParentRoute: () => house,
  path: '/preferences',
  component: lazyRouteComponent(() => import('./screens/preferences/preferences-screen.tsx'), 'PreferencesScreen'),
});
const anywhereElse = createRoute({
  getParentRoute: () => house,
  path: '/$',
  component: lazyRouteComponent(() => import('./house/nothing-here.tsx'), 'NothingHere'),
});

export const router = createRouter({
  defaultErrorComponent: DidNotOpen,
  routeTree: root.addChildren([
    porch.addChildren([signIn, welcome, link]),
    house.addChildren([
      start,
      today,
      dataSheets,
      substitute,
      visit,
      week,
      planWeek,
      caseload,
      cards,
      notes,
      caseloadImport,
      caseloadHandOver,
      newStudent,
      student,
      editStudent,
      routineMatch,
      review,
      makeUps,
      reports,
      report,
      reviewThresholds,
      minuteRules,
      serviceLog,
      serviceCodes,
      supervision,
      newGoal,
      goal,
      editGoal,
      cueSets,
      classes,
      classOne,
      friday,
      inService,
      supports,
      touchBase,
      strategies,
      school,
      newYear,
      colleagues,
      records,
      team,
      handOver,
      workload,
      notices,
      preferences,
      anywhereElse,
    ]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
