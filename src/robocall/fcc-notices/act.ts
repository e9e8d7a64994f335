import { z } from 'zod';
import { pastInstant } from '../../carriers/promises/local-time.ts';
import { settleTask } from '../../carriers/tasks/end.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { suspendAccount, terminateAccount } from '../accounts/hold.ts';
import { endProvider } from '../providers/register.ts';
import { isPassedOn } from './duties.ts';
import { isNamed, namedOfOurs } from './named.ts';
import { type FccNotice, type FccNoticeAction, fccNoticeActionRow, fccNoticeRow } from './record.ts';
import { noticeLaw, showing, shownNotice } from './shown.ts';
import { openNotice } from './store.ts';

const { words } = fccNoticeActionRow.shape;

const write = async (
  ctx: Ctx,
  notice: FccNotice,
  action: Pick<FccNoticeAction, 'kind' | 'accountId' | 'providerId' | 'words' | 'doneAt'>,
): Promise<void> => {
  const by = { doneBy: ctx.actor.id ?? '', doerName: ctx.actor.name, recordedAt: ctx.at };
  await ctx.tx
    .insertInto('fccNoticeAction')
    .values({ id: ctx.id(), noticeId: notice.id, ...action, ...by })
    .execute();
  const { kind, accountId, providerId, doneAt } = action;
  await record(ctx, {
    kind: 'fcc-notice.acted',
    subject: `fcc-notice:${notice.id}`,
    happenedAt: doneAt,
    facts: { action: kind, account: accountId, provider: providerId, words: sealed(notice.salt, action.words) },
  });
};

const shared = {
  law: [...noticeLaw],
  may: ['network', 'compliance', 'officer'],
  by: 'person',
  gives: shownNotice,
} as const;

export const blockTraffic = operation({
  ...shared,
  http: 'POST /v1/fcc-notices/{noticeId}:block',
  says: 'Record that the traffic of a notice is blocked, or that what is like it is and how it is known from now on; or that it was mitigated, why it cannot be where it was only passed on, and which measures were taken',
  takes: z.strictObject({
    noticeId: id,
    kind: z.enum(['blocked-identified', 'blocked-similar', 'mitigated', 'mitigation-impossible', 'measures']),
    words,
    doneAt: when,
  }),
  async run(ctx: Ctx, { noticeId, kind, words: said, doneAt }) {
    const notice = await openNotice(ctx, noticeId);
    if (notice.kind === 'final-determination')
      refuse('wrong-state', 'An order about a provider wants all of it blocked.', 'Block the provider.');
    if (kind === 'mitigation-impossible' && !isPassedOn(notice))
      refuse(
        'wrong-state',
        "'kind': only illegal traffic that was passed on may stay unmitigated.",
        'Record the investigation with role other, or mitigate the traffic.',
      );
    const at = pastInstant(ctx, 'doneAt', doneAt);
    await write(ctx, notice, { kind, accountId: null, providerId: null, words: said, doneAt: at });
    if (kind !== 'blocked-similar') return showing(ctx, notice);
    const changed = await ctx.tx
      .updateTable('fccNotice')
      .set({ plan: fccNoticeRow.shape.plan.parse(said) })
      .where('id', '=', noticeId)
      .returningAll()
      .executeTakeFirstOrThrow();
    return showing(ctx, changed);
  },
});

export const stopAccount = operation({
  ...shared,
  http: 'POST /v1/fcc-notices/{noticeId}:stop-account',
  says: 'Suspend or terminate the account whose traffic a notice names: the gate refuses its calls within seconds, emergency calls are carried',
  may: ['compliance', 'officer'],
  takes: z.strictObject({ noticeId: id, accountId: id, how: z.enum(['suspend', 'terminate']), words }),
  async run(ctx: Ctx, { noticeId, accountId, how, words: said }) {
    const notice = await openNotice(ctx, noticeId);
    const reason = `Notice ${notice.reference} of the Commission`;
    await (how === 'suspend' ? suspendAccount : terminateAccount).run(ctx, { accountId, reason });
    const kind = how === 'suspend' ? 'account-suspended' : 'account-terminated';
    await write(ctx, notice, { kind, accountId, providerId: null, words: said, doneAt: ctx.at });
    return showing(ctx, notice);
  },
});

const ofAnOrder = (notice: FccNotice): void => {
  if (notice.kind !== 'final-determination')
    refuse('wrong-state', 'This notice is about no provider next to us.', 'Block the traffic that it names.');
};

const blocked = { kind: 'fcc-notice-block', outcome: 'done', note: 'It is on record.' } as const;

export const blockProvider = operation({
  ...shared,
  http: 'POST /v1/fcc-notices/{noticeId}:block-provider',
  says: 'Stop all traffic that comes directly from the provider that a Final Determination Order names: it is ended here and its account suspended',
  takes: z.strictObject({ noticeId: id, providerId: id, words }),
  async run(ctx: Ctx, { noticeId, providerId, words: said }) {
    const notice = await openNotice(ctx, noticeId);
    ofAnOrder(notice);
    const reason = `Final Determination Order ${notice.reference}`;
    const ended = await endProvider.run(ctx, { providerId, reason });
    if (notice.providerFrn !== null && isNamed(notice, ended) === 'no')
      refuse('invalid-input', "'providerId': the order names another provider.", 'Compare the registration numbers.');
    await write(ctx, notice, { kind: 'provider-blocked', accountId: null, providerId, words: said, doneAt: ctx.at });
    await settleTask(ctx, { ...blocked, key: noticeId });
    return showing(ctx, notice);
  },
});

export const noTraffic = operation({
  ...shared,
  http: 'POST /v1/fcc-notices/{noticeId}:no-traffic',
  says: 'Record that the provider which a Final Determination Order names hands us no calls directly, and how that was found',
  takes: z.strictObject({ noticeId: id, words }),
  async run(ctx: Ctx, { noticeId, words: said }) {
    const notice = await openNotice(ctx, noticeId);
    ofAnOrder(notice);
    const [ours] = await namedOfOurs(ctx, notice);
    if (ours !== undefined)
      refuse(
        'wrong-state',
        `${ours.name} hands us calls and has its ${ours.named === 'by-number' ? 'number' : 'name'}.`,
        ours.named === 'by-number'
          ? 'Block the provider.'
          : 'Compare the registration numbers: enter that of the provider (providers.number), or the order anew with its own; block the provider if it is the one.',
      );
    await write(ctx, notice, { kind: 'no-traffic', accountId: null, providerId: null, words: said, doneAt: ctx.at });
    await settleTask(ctx, { ...blocked, key: noticeId });
    return showing(ctx, notice);
  },
});
