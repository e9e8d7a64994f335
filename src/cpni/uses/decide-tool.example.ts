import { marketLongDistance } from '../../demo/uses.ts';
import { answerLine } from './decide-tool.ts';

// The line that contracts.md section 1 shows, taken apart so that a test changes what it is about.

const plainCoverage: { cpni: string[]; recipients: string[]; purposes: string[] } = {
  cpni: ['call-detail'],
  recipients: ['self'],
  purposes: ['market'],
};

/** The example's coverage with other lists. */
export const covers = (changes: Partial<typeof plainCoverage>) => ({ ...plainCoverage, ...changes });

const plainUse: Record<string, unknown> = marketLongDistance;

export const emailConsent = { type: 'email-consent', at: '2026-10-01T12:00:00-04:00' };

export const notice = {
  type: 'notice',
  at: '2026-11-20T10:00:00-06:00',
  id: 'n1',
  approval: 'opt-out',
  method: 'email',
  waitDays: 30,
  covers: covers({}),
};

export const yes = {
  type: 'approved',
  at: '2026-11-25T10:00:00-06:00',
  notice: 'n1',
  method: 'electronic',
  proof: null,
};

export const no = { type: 'refused', at: '2026-11-26T10:00:00-06:00', method: 'electronic', covers: null };

const plainCarrier: Record<string, unknown> = { kind: 'interconnected-voip', zone: 'America/Chicago', promises: [] };

/** The parts of a line; `use` and `carrier` hold what differs from the example. */
export type Asked = {
  readonly at: string;
  readonly carrier: object;
  readonly subscribes: readonly unknown[];
  readonly use: object;
  readonly events: readonly object[];
};

/** The example's line with some of its parts changed. */
export const lineWith = (changes: Partial<Asked>) => ({
  id: 'c1',
  at: changes.at ?? '2026-12-21T09:00:00-05:00',
  carrier: { ...plainCarrier, ...changes.carrier },
  customer: { subscribes: changes.subscribes ?? ['interconnected-voip'] },
  use: { ...plainUse, ...changes.use },
  events: changes.events ?? [emailConsent, notice],
});

/** The answer to a line, parsed. */
export const answerTo = (line: unknown): Record<string, unknown> =>
  JSON.parse(answerLine(typeof line === 'string' ? line : JSON.stringify(line), 1).text);

/** The answer to the example with some of its parts changed. */
export const ask = (changes: Partial<Asked>): Record<string, unknown> => answerTo(lineWith(changes));
