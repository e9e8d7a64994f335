import type { WorkName } from '../operations.ts';

/** What somebody waits for by the telephone or the minute goes before all else that is due. */
const first: ReadonlySet<string> = new Set<WorkName>([
  'tracebackMails.check',
  'tracebackMails.take',
  'tracebacks.page',
  'tracebacks.watch',
  'desk.placeCall',
  'online.sendCode',
  'links.send',
  'returns.poll',
  'returns.read',
]);

/** What counts a day of calls goes last. */
const last: ReadonlySet<string> = new Set<WorkName>(['traffic.scoreDay']);

/** The turn of work among what is due: 0 goes first. It is kept with the job, so that an index has them in order. */
export const turnOf = (kind: string): 0 | 1 | 2 => {
  if (first.has(kind)) return 0;
  return last.has(kind) ? 2 : 1;
};
