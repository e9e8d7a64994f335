import { createHash } from 'node:crypto';
import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { streaming } from '../../kernel/operation.ts';
import { found, Problem, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { type Closed, paperOf } from '../third-parties/paper.ts';
import { partyOf } from '../third-parties/register.ts';
import { decideEach } from '../uses/decide.ts';
import type { Answered } from '../uses/record.ts';
import { stoppedBy, useOfDisclosure } from './gate.ts';
import type { Disclosure } from './record.ts';

const batchRows = 500;

/** A row of the carrier's export: whose it is, and whatever is to be disclosed of him. */
const exportRow = z.strictObject({ customerId: id, row: z.record(z.string(), z.unknown()).default({}) });
type ExportRow = z.output<typeof exportRow>;

type Bad = { readonly line: number; readonly detail: string };
type Read = { readonly line: number; readonly row: ExportRow } | Bad;

const read = (text: string, line: number): Read => {
  try {
    const result = exportRow.safeParse(JSON.parse(text));
    if (result.success) return { line, row: result.data };
    return {
      line,
      detail: result.error.issues.map((issue) => `'${issue.path.join('.')}': ${issue.message}`).join('; '),
    };
  } catch {
    return { line, detail: 'the line is not JSON' };
  }
};

async function* batchesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Read[]> {
  const decoder = new TextDecoder();
  let rest = '';
  let line = 0;
  let batch: Read[] = [];
  const take = function* (lines: readonly string[]): Generator<Read[]> {
    for (const text of lines) {
      line += 1;
      if (text.trim() === '') continue;
      batch.push(read(text, line));
      if (batch.length < batchRows) continue;
      yield batch;
      batch = [];
    }
  };
  for await (const chunk of body) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield* take(parts);
  }
  yield* take([rest]);
  if (batch.length > 0) yield batch;
}

const held = async (ctx: Ctx, disclosureId: string): Promise<Disclosure> =>
  found(
    await ctx.tx.selectFrom('disclosure').selectAll().where('id', '=', disclosureId).forUpdate().executeTakeFirst(),
    'disclosure',
  );

const stop = async (ctx: Ctx, disclosure: Disclosure, closed: Closed): Promise<void> => {
  await ctx.tx.updateTable('disclosure').set(stoppedBy(ctx, closed)).where('id', '=', disclosure.id).execute();
  const facts = {
    why: closed.why,
    cite: closed.cite,
    given: disclosure.given,
    withheld: disclosure.withheld,
  };
  await record(ctx, { kind: 'disclosure.stopped', subject: `disclosure:${disclosure.id}`, happenedAt: ctx.at, facts });
};

type Passed = { readonly line: string; readonly given: boolean };

const notGiven = (facts: object): Passed => ({ line: JSON.stringify(facts), given: false });

const lineOf = (row: ExportRow, line: number, answer: Answered | Problem | undefined): Passed => {
  if (answer === undefined) throw new Error('a row without an answer');
  const { customerId } = row;
  if (answer instanceof Problem) return notGiven({ line, error: { type: answer.type, detail: answer.facts.detail } });
  const { allowed, cite, reason, decisionId } = answer;
  if (!allowed) return notGiven({ customerId, allowed, cite, reason });
  return { line: JSON.stringify({ customerId, allowed, decisionId, row: row.row }), given: true };
};

/** Asks for each customer now, logs every instance, and gives the rows that pass; null when the paper is gone. */
const passBatch = async (ctx: Ctx, disclosureId: string, batch: readonly Read[]): Promise<Passed[] | null> => {
  const disclosure = await held(ctx, disclosureId);
  if (disclosure.state !== 'running' || disclosure.partyId === null) return null;
  const paper = await paperOf(ctx, await partyOf(ctx, disclosure.partyId), ctx.at);
  if (!paper.open) {
    await stop(ctx, disclosure, paper);
    return null;
  }
  const good = batch.flatMap((one) => ('row' in one ? [one.row] : []));
  const use = useOfDisclosure(disclosure, paper.agreement !== null);
  const answers = await decideEach(
    ctx,
    good.map(({ customerId }) => ({ customerId, use })),
  );
  const decided = answers.flatMap((answer) => (answer instanceof Problem ? [] : [answer]));
  const items = decided.filter(({ allowed }) => allowed);
  if (items.length > 0)
    await ctx.tx
      .insertInto('disclosureItem')
      .values(items.map(({ decisionId, customerId }) => ({ disclosureId, decisionId, customerId, at: ctx.at })))
      .execute();
  const counts = {
    given: disclosure.given + items.length,
    withheld: disclosure.withheld + decided.length - items.length,
  };
  await ctx.tx.updateTable('disclosure').set(counts).where('id', '=', disclosureId).execute();
  const each = answers.values();
  return batch.map((one) =>
    'row' in one
      ? lineOf(one.row, one.line, each.next().value)
      : notGiven({ line: one.line, error: { type: 'invalid-facts', detail: one.detail } }),
  );
};

const finish = async (ctx: Ctx, disclosureId: string, manifestHash: string) => {
  const disclosure = await held(ctx, disclosureId);
  if (disclosure.state !== 'running') return disclosure;
  await ctx.tx
    .updateTable('disclosure')
    .set({ state: 'complete', endedAt: ctx.at, manifestHash })
    .where('id', '=', disclosureId)
    .execute();
  const facts = { given: disclosure.given, withheld: disclosure.withheld, manifestHash };
  await record(ctx, { kind: 'disclosure.complete', subject: `disclosure:${disclosureId}`, happenedAt: ctx.at, facts });
  return held(ctx, disclosureId);
};

const begin = async (ctx: Ctx, disclosureId: string): Promise<void> => {
  await workWithCpni(ctx);
  const { state, stoppedWhy, stoppedCite } = await held(ctx, disclosureId);
  if (state === 'complete') refuse('wrong-state', 'This disclosure is complete.', 'Open another.');
  if (state === 'stopped')
    throw new Problem('wrong-state', {
      detail: `This disclosure is stopped: ${stoppedWhy}.`,
      fix: 'Mend that, and open another.',
      cite: stoppedCite,
    });
};

export const passDisclosure = streaming({
  http: 'POST /v1/disclosures/{disclosureId}:pass',
  says: 'Pass the rows of an export through the gate: each customer is asked, each instance logged; it stops at the batch in which the agreement or the party has ended',
  law: ['47 CFR 64.2009(c)', '47 CFR 64.2007(b)', '47 USC 222(c)(1)'],
  may: ['compliance', 'marketing', 'supervisor', 'network'],
  by: 'anyone',
  takes: z.strictObject({ disclosureId: id }),
  reads: 'application/x-ndjson',
  writes: 'application/x-ndjson',
  async *stream(work: Work, { disclosureId }, body) {
    await work.transaction((ctx) => begin(ctx, disclosureId));
    const hash = createHash('sha256');
    for await (const batch of batchesOf(body)) {
      const passed = await work.transaction((ctx) => passBatch(ctx, disclosureId, batch));
      if (passed === null) break;
      for (const { line, given } of passed) if (given) hash.update(`${line}\n`);
      yield passed.map(({ line }) => `${line}\n`).join('');
    }
    const { state, stoppedWhy, stoppedCite, given, withheld, manifestHash } = await work.transaction((ctx) =>
      finish(ctx, disclosureId, hash.copy().digest('hex')),
    );
    yield `${JSON.stringify({ summary: { state, why: stoppedWhy, cite: stoppedCite, given, withheld, manifestHash } })}\n`;
  },
});
