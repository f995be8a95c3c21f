import { classroom } from './classroom.ts';
import { schoolTerms } from './school-terms.ts';

/** What the recording screen says, and no more: it loads before anything else does. */
export const classroomScreen = { ...classroom, ...schoolTerms } as const;
