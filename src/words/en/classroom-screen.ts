import { classroom } from './classroom.ts';
import { schoolTerms } from './school-terms.ts';
import { vault } from './vault.ts';

/** What the recording screen says, and no more: it loads before anything else does. */
export const classroomScreen = { ...classroom, ...schoolTerms, ...vault } as const;
