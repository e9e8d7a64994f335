import { z } from 'zod';
import { easternDay, pastInstant } from '../../carriers/promises/local-time.ts';
import type { Ctx, Work } from '../../db/context.ts';
import type { IllegalTrafficReport } from '../../documents/illegal-traffic-report.ts';
import { render } from '../../documents/render.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { operation, streaming } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { clock } from '../../law/clocks/clocks.ts';
import { record } from '../../ledger/record.ts';
import { isOursToBlock } from './duties.ts';
import { type FccNotice, type FccNoticeAction, fccNoticeRow } from './record.ts';
import { noticeLaw, showing, shownNotice } from './shown.ts';
import { actionsOn, openNotice } from './store.ts';

const said = z.string().trim().min(1).max(300);
const written = { noticeId: id, dated: date, signer: said, title: said, contact: said, telephone: said };

const gap = (what: string, fix: string): never => refuse('wrong-state', `The report has a gap: ${what}.`, fix);

/** What is to be told, or the gap that keeps it from being told: nobody certifies what the record does not show. */
const resultOf = (notice: FccNotice, actions: readonly FccNoticeAction[]): IllegalTrafficReport['result'] => {
  const { role, finding, upstream, plan } = notice;
  if (finding === 'none-found') return { kind: 'none-found' };
  if (finding === 'not-illegal') return { kind: 'not-illegal' };
  const kinds = new Set(actions.map(({ kind }) => kind));
  if (role === 'other') {
    if (!kinds.has('mitigated') && !kinds.has('mitigation-impossible'))
      gap(
        'what was done against the traffic, or why nothing can be',
        'Record it as mitigated or mitigation-impossible.',
      );
    return { kind: 'passed-on', upstream: upstream ?? '' };
  }
  if (role === null || !isOursToBlock(notice))
    return gap('nobody has investigated the traffic', 'Record the investigation.');
  if (!kinds.has('blocked-identified')) gap('the traffic is not blocked on record', 'Block it and record that.');
  if (plan === null) return gap('how similar traffic is known and blocked', 'Record it as blocked-similar.');
  return { kind: 'blocking', role, plan };
};

const actionWords: { readonly [kind in FccNoticeAction['kind']]: string } = {
  'blocked-identified': 'The identified traffic was blocked',
  'blocked-similar': 'Substantially similar traffic is blocked from here on',
  'account-suspended': 'The account was suspended',
  'account-terminated': 'The account was terminated',
  'provider-blocked': 'All traffic of the provider was blocked',
  'no-traffic': 'No traffic of the provider was found',
  mitigated: 'The traffic was mitigated',
  'mitigation-impossible': 'It was put on record why the traffic cannot be mitigated here',
  measures: 'Measures were put in place',
};

const documentOf = async (ctx: Ctx, said: z.output<typeof takes>): Promise<IllegalTrafficReport> => {
  const notice = found(
    await ctx.tx.selectFrom('fccNotice').selectAll().where('id', '=', said.noticeId).executeTakeFirst(),
    'notice of the Commission',
  );
  if (notice.kind !== 'suspected-illegal-traffic')
    return refuse(
      'wrong-state',
      'Only a notice of suspected illegal traffic has this report.',
      'Write the letter by hand.',
    );
  const { investigatedAt, found: how } = notice;
  if (investigatedAt === null || how === null)
    return gap('nobody has investigated the traffic', 'Record the investigation.');
  const carrier = await ctx.tx
    .selectFrom('carrier')
    .select(['name', 'frn', 'address', 'contact'])
    .executeTakeFirstOrThrow();
  const actions = await actionsOn(ctx, [notice.id]);
  const noticed = easternDay(notice.receivedAt);
  const { due } = clock('illegal-traffic-notice', { noticed, days: notice.givenDays ?? 14 });
  return {
    kind: 'illegal-traffic-report',
    carrier: carrier.name,
    createdAt: new Date(ctx.at).toISOString(),
    demo: ctx.carrier.demo,
    dated: said.dated,
    frn: carrier.frn,
    notice: { reference: notice.reference, receivedOn: dateOfDay(noticed), dueOn: dateOfDay(due ?? noticed) },
    // the Bureau reads its dates in Eastern time, as the notice counts them
    investigatedOn: dateOfDay(easternDay(investigatedAt)),
    found: how,
    result: resultOf(notice, actions),
    // an account is the Bureau's to ask for: its name does not go unasked
    actions: actions.map(({ kind, doneAt }) => ({ on: dateOfDay(easternDay(doneAt)), what: `${actionWords[kind]}.` })),
    contact: {
      name: said.contact,
      organization: carrier.name,
      address: carrier.address.split(', '),
      telephone: said.telephone,
      email: carrier.contact,
    },
    signer: { name: said.signer, title: said.title },
    signature: { kind: 'blank' },
  };
};

const takes = z.strictObject(written);

export const printReport = streaming({
  http: 'GET /v1/fcc-notices/{noticeId}/report/pdf',
  says: 'The report on a notice of suspected illegal traffic as a PDF to sign and send, written from the record; refused while the record has gaps',
  law: [...noticeLaw],
  may: ['compliance', 'officer', 'counsel'],
  by: 'anyone',
  takes,
  reads: null,
  writes: 'application/pdf',
  async *stream(work: Work, asked) {
    yield render(await work.transaction((ctx) => documentOf(ctx, asked)));
  },
});

export const noteReported = operation({
  http: 'POST /v1/fcc-notices/{noticeId}:note-reported',
  says: 'Record that the report on a notice went to the Enforcement Bureau: when, how, and the hash of what was sent',
  law: [...noticeLaw],
  may: ['compliance', 'officer', 'counsel'],
  by: 'person',
  takes: z.strictObject({
    noticeId: id,
    reportedAt: when,
    how: fccNoticeRow.shape.reportHow.unwrap(),
    sha256: fccNoticeRow.shape.reportHash,
  }),
  gives: shownNotice,
  async run(ctx: Ctx, { noticeId, reportedAt, how, sha256 }) {
    const notice = await openNotice(ctx, noticeId);
    if (notice.kind === 'final-determination')
      refuse('wrong-state', 'An order about another provider wants no report.', 'Block that provider.');
    if (notice.reportedAt !== null) refuse('wrong-state', 'It was reported.', 'Show the notice to see when.');
    if (notice.kind === 'suspected-illegal-traffic') resultOf(notice, await actionsOn(ctx, [noticeId]));
    const changed = await ctx.tx
      .updateTable('fccNotice')
      .set({ reportedAt: pastInstant(ctx, 'reportedAt', reportedAt), reportHow: how, reportHash: sha256 })
      .where('id', '=', noticeId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'fcc-notice.reported',
      subject: `fcc-notice:${noticeId}`,
      happenedAt: changed.reportedAt ?? ctx.at,
      facts: { how, sha256 },
    });
    return showing(ctx, changed);
  },
});
