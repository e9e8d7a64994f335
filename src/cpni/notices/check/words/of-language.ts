import type { NoticeContent } from '../../record.ts';
import { english } from './english.ts';
import { spanish } from './spanish.ts';
import type { Words } from './words.ts';

/** The words of each language in which a notice may be drafted. */
export const wordsOf: Readonly<Record<NoticeContent['language'], Words>> = { en: english, es: spanish };
