import { dateAt, dayNumber, easternDay } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import type { Step } from '../../law/calendar.ts';
import type { DueDay } from '../../law/clocks/clock.ts';
import { clock } from '../../law/clocks/clocks.ts';
import { notifiedProvider } from '../../law/clocks/notified-provider.ts';
import type { FccNotice, FccNoticeAction } from './record.ts';

/** Something that a notice wants: until when, by which rule, and when it was done. Instants in epoch ms. */
export type Duty = {
  readonly duty: 'investigate' | 'block' | 'report' | 'block-provider' | 'mitigate' | 'measures';
  readonly what: string;
  /** Day number. */
  readonly due: number;
  /** Where the notice counts hours. */
  readonly dueAt: number | null;
  readonly cite: string;
  readonly steps: readonly Step[];
  readonly done: number | null;
};

type Noticed = Pick<
  FccNotice,
  'kind' | 'receivedAt' | 'givenDays' | 'releasedOn' | 'role' | 'finding' | 'investigatedAt' | 'reportedAt'
>;
type Done = Pick<FccNoticeAction, 'kind' | 'doneAt'>;

const firstOf = (actions: readonly Done[], ...kinds: readonly Done['kind'][]): number | null =>
  actions.find(({ kind }) => kinds.includes(kind))?.doneAt ?? null;

const onDay = (duty: Duty['duty'], what: string, { due, cite, steps }: DueDay, done: number | null): Duty[] =>
  due === null ? [] : [{ duty, what, due, dueAt: null, cite, steps, done }];

/** Whether the traffic is ours to block: we let it into the network, and nothing was shown to be lawful. */
export const isOursToBlock = ({ role, finding }: Pick<FccNotice, 'role' | 'finding'>): boolean =>
  role !== 'other' && finding !== 'not-illegal' && finding !== 'none-found';

/** Whether it is illegal traffic that we only passed on: what we can do against it we do, and its upstream is named. */
export const isPassedOn = ({ role, finding }: Pick<FccNotice, 'role' | 'finding'>): boolean =>
  role === 'other' && finding === 'illegal';

/** The last of the two steps of blocking: what was identified, and what is like it. */
const blockedAt = (actions: readonly Done[]): number | null => {
  const [identified, similar] = [firstOf(actions, 'blocked-identified'), firstOf(actions, 'blocked-similar')];
  return identified === null || similar === null ? null : Math.max(identified, similar);
};

const ofSuspectedTraffic = (notice: Noticed, actions: readonly Done[]): Duty[] => {
  const answer = clock('illegal-traffic-notice', {
    noticed: easternDay(notice.receivedAt),
    days: notice.givenDays ?? 14,
  });
  return [
    ...onDay('investigate', 'Investigate the traffic, and what part in it is ours', answer, notice.investigatedAt),
    ...(isOursToBlock(notice)
      ? onDay('block', 'Block the traffic and what is like it, and go on blocking it', answer, blockedAt(actions))
      : []),
    ...(isPassedOn(notice)
      ? onDay(
          'mitigate',
          'Mitigate the traffic that was passed on where that is possible, or put on record why it is not',
          answer,
          firstOf(actions, 'mitigated', 'mitigation-impossible'),
        )
      : []),
    ...onDay('report', 'Report to the Enforcement Bureau', answer, notice.reportedAt),
  ];
};

const inHours = (ctx: Ctx, notice: Noticed, duty: 'mitigate' | 'measures', what: string, done: number | null): Duty => {
  const dayOf = (ms: number): number => dayNumber(dateAt(ctx, ms));
  const { due, cite, steps } = notifiedProvider(duty, notice.receivedAt, { dayOf });
  return { duty, what, due: dayOf(due), dueAt: due, cite, steps, done };
};

/** What a notice wants of us, in its order. */
export const dutiesOf = (ctx: Ctx, notice: Noticed, actions: readonly Done[]): readonly Duty[] => {
  switch (notice.kind) {
    case 'suspected-illegal-traffic':
      return ofSuspectedTraffic(notice, actions);
    case 'final-determination':
      return onDay(
        'block-provider',
        'Block all traffic that comes directly from the provider it names',
        clock('final-determination', { released: dayNumber(notice.releasedOn ?? dateAt(ctx, notice.receivedAt)) }),
        firstOf(actions, 'provider-blocked', 'no-traffic'),
      );
    case 'cease-and-desist': {
      const mitigated = firstOf(actions, 'mitigated', 'account-suspended', 'account-terminated', 'blocked-identified');
      const both = mitigated === null || notice.reportedAt === null ? null : Math.max(mitigated, notice.reportedAt);
      return [
        inHours(ctx, notice, 'mitigate', 'Stop the traffic and say so to the Bureau and the consortium', both),
        inHours(ctx, notice, 'measures', 'Put effective measures in place', firstOf(actions, 'measures')),
      ];
    }
  }
};

/** Whether a duty was done in time; `open` while it still can be. A day counts where the notice counts days: Eastern. */
export const inTime = ({ due, dueAt, done }: Duty, now: number): 'yes' | 'no' | 'open' => {
  const at = done ?? now;
  const late = dueAt === null ? easternDay(at) > due : at > dueAt;
  if (late) return 'no';
  return done === null ? 'open' : 'yes';
};
