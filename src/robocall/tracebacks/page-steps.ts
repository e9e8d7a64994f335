import { HOUR, MINUTE } from '../../kernel/time.ts';
import { promised } from './clock.ts';
import type { PageStep } from './record.ts';

/** How long a page waits for somebody before the next is called. */
export const patience = 15 * MINUTE;

export type Waiting = {
  readonly receivedAt: number;
  readonly recordedAt: number;
  readonly acknowledgedAt: number | null;
  /** when the rule's clock ends; null where the rule sets no hours */
  readonly ruleDue: number | null;
};

// hours from its arrival, as providers publish their alarms; the last leaves two hours of our promise
const marks: readonly (readonly [number, PageStep])[] = [
  [2, 'two-hours'],
  [8, 'eight-hours'],
  [16, 'sixteen-hours'],
  [22, 'twenty-two-hours'],
];

/** The reminders of a request and from when they are due. */
const reminders = ({ receivedAt, ruleDue }: Waiting): readonly (readonly [number, PageStep])[] => [
  ...marks.map(([hours, step]) => [receivedAt + hours * HOUR, step] as const),
  // where nights or a weekend let the rule's clock end later than our promise
  ...(ruleDue !== null && ruleDue > receivedAt + promised ? [[ruleDue - 2 * HOUR, 'rule'] as const] : []),
];

/** The last reminder that is due; those that lay before the request was entered, or were passed over while nothing ran, are left out. */
const reminder = (waiting: Waiting, at: number): readonly PageStep[] =>
  reminders(waiting)
    .filter(([from]) => from <= at && from > waiting.recordedAt)
    .slice(-1)
    .map(([, step]) => step);

/** The instants at which a request that was just entered must be looked at again. */
export const looksAt = (waiting: Waiting): readonly number[] =>
  [
    waiting.recordedAt + patience,
    waiting.recordedAt + 2 * patience,
    ...reminders(waiting).map(([from]) => from),
  ].filter((from) => from > waiting.recordedAt);

/** Whoever is called because nobody has taken the request; who comes on call later is called, too. Taken, it calls nobody anew. */
const untaken = ({ recordedAt, acknowledgedAt }: Waiting, at: number): readonly PageStep[] => {
  if (acknowledgedAt !== null) return [];
  const waited = at - recordedAt;
  if (waited < patience) return ['arrived'];
  return waited < 2 * patience ? ['arrived', 'backup'] : ['arrived', 'backup', 'everyone'];
};

/** Why somebody is called to an open request now: it came, nobody has taken it, or its clocks run. Pure. */
export const pageSteps = (waiting: Waiting, at: number): readonly PageStep[] => [
  ...untaken(waiting, at),
  ...reminder(waiting, at),
];
