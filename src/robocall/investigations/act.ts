import { z } from 'zod';
import { underSeal } from '../../carriers/under-seal.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { endShadow } from '../accounts/gate-mode.ts';
import { placeHold, terminateInstead } from '../accounts/hold.ts';
import { setLimits } from '../accounts/limits.ts';
import { limits } from '../accounts/record.ts';
import { blockNumbers } from './block.ts';
import { type Investigation, type InvestigationAction, investigationActionRow } from './record.ts';
import { investigationLaw, mayInvestigate, showing, shownInvestigation } from './shown.ts';
import { accountIn, openCase } from './store.ts';
import { unwrite, writeTo } from './write-to.ts';

const { words } = investigationActionRow.shape;

const write = async (
  ctx: Ctx,
  { id: investigationId, salt, secrecy }: Investigation,
  kind: InvestigationAction['kind'],
  said: string,
): Promise<string> => {
  const actionId = ctx.id();
  await ctx.tx
    .insertInto('investigationAction')
    .values({ id: actionId, investigationId, kind, words: said, doneAt: ctx.at, doerName: ctx.actor.name })
    .execute();
  await record(underSeal(ctx, secrecy), {
    kind: 'investigation.acted',
    subject: `investigation:${investigationId}`,
    happenedAt: ctx.at,
    facts: { action: kind, words: sealed(salt, said) },
  });
  return actionId;
};

const shared = { law: [...investigationLaw], by: 'person', gives: shownInvestigation } as const;

export const limitInvestigated = operation({
  ...shared,
  http: 'POST /v1/investigations/{investigationId}:limit',
  says: 'Set lower limits on the account that is looked into; the gate has them within seconds',
  may: ['network', 'officer'],
  takes: z.strictObject({ investigationId: id, limits, words }),
  async run(ctx: Ctx, { investigationId, limits: wanted, words: said }) {
    const row = await openCase(ctx, investigationId);
    const of = { accountId: accountIn(row), reason: `Investigation ${investigationId}` };
    await endShadow(ctx, of.accountId, of.reason);
    await setLimits.run(ctx, { ...of, limits: wanted });
    await write(ctx, row, 'limited', said);
    return showing(ctx, row);
  },
});

const number = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'a number as +13035550143')
  .meta({ examples: ['+13035550143'] });

export const blockInvestigated = operation({
  ...shared,
  http: 'POST /v1/investigations/{investigationId}:block',
  says: 'Block the calls of the account that is looked into which show these numbers: the gate refuses them within seconds, emergency calls and its other calls are carried',
  may: mayInvestigate,
  takes: z.strictObject({ investigationId: id, numbers: z.array(number).min(1).max(1000), words }),
  async run(ctx: Ctx, { investigationId, numbers, words: said }) {
    const row = await openCase(ctx, investigationId);
    await blockNumbers(ctx, row, numbers);
    const actionId = await write(ctx, row, 'blocked', said);
    if (row.secrecy === 'none') await writeTo(ctx, row, actionId, 'blocked', numbers.join(', '));
    return showing(ctx, row);
  },
});

export const warnInvestigated = operation({
  ...shared,
  http: 'POST /v1/investigations/{investigationId}:warn',
  says: 'Warn the customer whose calls are looked into: a letter in these words waits for the printer, or a task where no address is known',
  may: mayInvestigate,
  takes: z.strictObject({ investigationId: id, words }),
  async run(ctx: Ctx, { investigationId, words: said }) {
    const row = await openCase(ctx, investigationId);
    if (row.secrecy === 'ordered')
      refuse(
        'not-allowed',
        'A cause of it is under seal: the customer may not be told.',
        'Ask counsel, who has the order; limit or stop the calls without saying why.',
      );
    const actionId = await write(ctx, row, 'warned', said);
    await writeTo(ctx, row, actionId, 'warned', said);
    return showing(ctx, row);
  },
});

export const stopInvestigated = operation({
  ...shared,
  http: 'POST /v1/investigations/{investigationId}:stop',
  says: 'Suspend or terminate the account that is looked into: the gate refuses its calls within seconds, emergency calls are carried',
  may: ['compliance', 'officer'],
  takes: z.strictObject({ investigationId: id, how: z.enum(['suspend', 'terminate']), words }),
  async run(ctx: Ctx, { investigationId, how, words: said }) {
    const row = await openCase(ctx, investigationId);
    if (row.foundAt === null)
      refuse('wrong-state', 'Nothing is on record of what was found.', 'Record what was found, then stop the calls.');
    const of = { accountId: accountIn(row), source: 'investigation', sourceId: investigationId } as const;
    const reason = 'Its calls are looked into.';
    if (how === 'suspend') await placeHold(ctx, { ...of, kind: 'suspended', reason });
    else await terminateInstead(ctx, { ...of, reason: 'Its calls were looked into, and its service is ended.' });
    await unwrite(ctx, investigationId, ['suspended']);
    const done = how === 'suspend' ? 'suspended' : 'terminated';
    const actionId = await write(ctx, row, done, said);
    // the staff's own words stay here; under seal the customer is told nothing
    if (row.secrecy === 'none') await writeTo(ctx, row, actionId, done, null);
    return showing(ctx, row);
  },
});
