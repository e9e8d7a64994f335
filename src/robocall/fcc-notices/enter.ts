import { z } from 'zod';
import { dayNumber, pastInstant } from '../../carriers/promises/local-time.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { namedOfOurs } from './named.ts';
import { type FccNotice, fccNoticeRow } from './record.ts';
import { noticeLaw, showing, shownNotice } from './shown.ts';

const { kind, reference, givenDays, releasedOn, providerName, providerFrn, traffic, originalHash } = fccNoticeRow.shape;
const takes = z.strictObject({
  kind,
  reference,
  receivedAt: when,
  givenDays: givenDays.default(null),
  releasedOn: releasedOn.default(null),
  providerName: providerName.default(null),
  providerFrn: providerFrn.default(null),
  traffic,
  originalHash: originalHash.default(null),
});
type Entered = z.output<typeof takes>;

const complete = ({ kind: what, givenDays: days, releasedOn: released, providerName: named }: Entered): void => {
  const suspected = what === 'suspected-illegal-traffic';
  if (suspected !== (days !== null))
    refuse(
      'invalid-input',
      `'givenDays': ${suspected ? 'the days that the notice gives are missing' : `a ${what} gives none`}.`,
      'Give it with suspected-illegal-traffic only.',
    );
  const final = what === 'final-determination';
  if (final !== (released !== null) || final !== (named !== null))
    refuse(
      'invalid-input',
      `'releasedOn', 'providerName': ${final ? 'the order’s release and the provider it names are missing' : `a ${what} has none`}.`,
      'Give both with final-determination only.',
    );
  if (released !== null) dayNumber(released);
};

const evidenceOf = ({ id, kind: what, receivedAt, ...row }: FccNotice) => ({
  kind: 'fcc-notice.entered',
  subject: `fcc-notice:${id}`,
  happenedAt: receivedAt,
  facts: {
    notice: what,
    reference: row.reference,
    givenDays: row.givenDays,
    releasedOn: row.releasedOn,
    provider: row.providerFrn,
    traffic: sealed(row.salt, row.traffic),
    original: row.originalHash,
  },
});

type Ours = Awaited<ReturnType<typeof namedOfOurs>>;

/** What an order wants done, as far as the register of providers tells: a name alone proves nothing. */
const wanted = (ours: Ours): string => {
  const names = (named: Ours[number]['named']) =>
    ours
      .filter((one) => one.named === named)
      .map(({ name }) => name)
      .join(', ');
  if (names('by-number') !== '')
    return `A Final Determination Order names ${names('by-number')}, which hands us calls: block all of it`;
  if (names('by-name') !== '')
    return `A Final Determination Order names a company that is called as ${names('by-name')}, which hands us calls: compare the registration numbers, enter the one that is missing (providers.number), and block all of its calls if it is the one`;
  return 'A Final Determination Order names a provider: see whether it hands us calls, block all of it or record that it hands us none';
};

/** Whether the provider that an order names is one of ours, which makes it pressing. */
const openTasks = async (ctx: Ctx, notice: FccNotice): Promise<void> => {
  const about = { subject: `fcc-notice:${notice.id}`, key: notice.id, dueAt: null };
  if (notice.kind !== 'final-determination')
    return void (await openTask(ctx, {
      ...about,
      kind: 'fcc-notice-investigate',
      why: 'The Commission names traffic on our network: investigate at once what it is and what part in it is ours',
      role: 'network',
    }));
  await openTask(ctx, {
    ...about,
    kind: 'fcc-notice-block',
    why: wanted(await namedOfOurs(ctx, notice)),
    role: 'network',
  });
};

export const enterNotice = operation({
  http: 'POST /v1/fcc-notices',
  says: 'Enter a notice of the Commission: of suspected illegal traffic with the days it gives, a Final Determination Order about a provider, or a letter to cease and desist; starts what each wants',
  law: [...noticeLaw],
  may: ['network', 'compliance', 'officer', 'counsel'],
  by: 'person',
  takes,
  gives: shownNotice,
  async run(ctx: Ctx, input) {
    complete(input);
    const nothing = {
      role: null,
      finding: null,
      found: null,
      upstream: null,
      investigatedAt: null,
      plan: null,
      reportedAt: null,
      reportHow: null,
      reportHash: null,
      orderEndedOn: null,
      orderEnd: null,
      closedAt: null,
      closing: null,
      closerName: null,
    };
    const row = await ctx.tx
      .insertInto('fccNotice')
      .values({
        id: ctx.id(),
        ...input,
        receivedAt: pastInstant(ctx, 'receivedAt', input.receivedAt),
        salt: ctx.salt(),
        enteredBy: ctx.actor.id ?? '',
        entererName: ctx.actor.name,
        enteredAt: ctx.at,
        ...nothing,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, evidenceOf(row));
    await openTasks(ctx, row);
    return showing(ctx, row);
  },
});
