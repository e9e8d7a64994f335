import type { RetentionClass } from '../../carriers/retention/class.ts';

/** No rule names a time; five years are those of the traceback files that many begin with (RT-12). */
export const investigationsKept: RetentionClass = {
  id: 'investigations',
  says: 'What gave cause, what was found, the words of what was done, the numbers that were blocked and the evidence, from the day an investigation was closed and nothing of it is blocked any more. Its dates, answers, actions, outcome and the hashes of its evidence stay',
  law: ['47 CFR 64.6305(a)(2)', '47 CFR 64.6305(d)(2)(iv)'],
  months: 60,
  atOnce: 50,
};
