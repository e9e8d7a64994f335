import { notices } from './notices.ts';
import { authentication, breaches, staff } from './safeguards.ts';
import type { Chapter } from './template.ts';
import { definition, use } from './use.ts';
import { year } from './year.ts';

/** The whole statement in its order. */
export const chapters: readonly Chapter[] = [definition, use, notices, authentication, staff, breaches, year];
