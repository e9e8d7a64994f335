import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instantOf, told } from '../../carriers/promises/local-time.ts';
import { underSeal } from '../../carriers/under-seal.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { streaming } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { reachingInto } from '../../robocall/traffic/calls/held.ts';
import { pathsIn } from '../../robocall/traffic/calls/parts.ts';
import { recordReading } from '../../robocall/traffic/calls/purpose.ts';
import { engineOf } from '../../robocall/traffic/columnar/engine.ts';
import type { FoundCall } from '../../robocall/traffic/columnar/stored-calls.ts';
import { callsOf } from './calls-of-number.ts';
import { type LegalRequest, legalRequestRow } from './record.ts';
import { demandLaw } from './roles.ts';
import { assessmentOf, openRequest } from './store.ts';

const inScope = async (ctx: Ctx, request: LegalRequest, number: string, from: number, until: number): Promise<void> => {
  const assessment = await assessmentOf(ctx, request.id);
  if (assessment?.mayGive.includes('call-detail') !== true)
    refuse(
      'not-allowed',
      'Counsel has not found that this demand opens call records.',
      'Have it assessed first: finding valid, with call-detail among mayGive.',
    );
  if (!request.numbers.includes(number))
    refuse('not-allowed', "'number' is none that the demand names.", 'Call records of others are not read for it.');
  const { fromAt, untilAt } = request;
  if ((fromAt !== null && from < fromAt) || (untilAt !== null && until > untilAt))
    refuse(
      'not-allowed',
      "'from', 'until': the demand does not reach so far.",
      `Its time is ${fromAt === null ? 'any' : told(ctx, fromAt)} to ${untilAt === null ? 'any' : told(ctx, untilAt)}.`,
    );
};

type Asked = { readonly requestId: string; readonly number: string; readonly from: number; readonly until: number };

/** What a reading found, when it began (epoch ms), and which files were whole by then: what comes in from then on may not be in it. */
type Reading = { readonly lines: readonly string[]; readonly begunAt: number; readonly fileIds: string[] };

/** The files that reach into a time and are whole; of one that was purged the gap in the records tells. */
const wholeFiles = async (ctx: Ctx, { from, until }: Asked): Promise<string[]> =>
  (await reachingInto(ctx, { from, until }))
    .filter(({ state }) => state === 'kept' || state === 'purged')
    .map(({ id: fileId }) => fileId);

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** What is call detail; trunks, addresses and accounts are other classes, and where a row lies is nobody's outside. */
const detailOf = (row: FoundCall) => ({
  from: row.from ?? row.from_raw,
  to: row.to ?? row.to_raw,
  start: instant(row.start),
  answer: instant(row.answer),
  end: instant(row.end),
  outcome: row.outcome,
});

/** Puts on record who read what, and the hash of the file made of it, before a line of it leaves. */
const kept = async (asked: Ctx, { requestId, number, from, until }: Asked, read: Reading): Promise<void> => {
  const { lines, begunAt, fileIds } = read;
  const request = await openRequest(asked, requestId);
  const ctx = underSeal(asked, request.secrecy);
  await inScope(ctx, request, number, from, until);
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line);
  const sha256 = hash.digest('hex');
  const pullId = ctx.id();
  const row = { id: pullId, requestId, fromAt: from, untilAt: until, calls: lines.length, sha256, fileIds };
  await ctx.tx
    .insertInto('legalRequestPull')
    .values({ ...row, numberMark: sealed(request.salt, number), pulledBy: ctx.actor.name, pulledAt: begunAt })
    .execute();
  const reading = { purpose: 'legal-process', reason: `legal-request:${requestId}` } as const;
  await recordReading(ctx, reading, { subject: 'call-records', calls: lines.length, from, until });
  await record(ctx, {
    kind: 'legal-request.calls-pulled',
    subject: `legal-request:${requestId}`,
    happenedAt: ctx.at,
    facts: { pull: pullId, calls: lines.length, sha256, from: instant(from), until: instant(until) },
  });
};

export const pullCalls = streaming({
  http: 'POST /v1/legal-requests/{requestId}:pull',
  says: 'Read the call records of a number that a demand names, within its time, as NDJSON, a call a line: kept as it comes its hash is the one on the page of the demand; who looked and why goes on record',
  law: demandLaw,
  may: ['network', 'compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({ requestId: id, number: legalRequestRow.shape.numbers.element, from: when, until: when }),
  reads: null,
  writes: 'application/x-ndjson',
  async *stream(work: Work, { requestId, number, from, until }) {
    const asked = { requestId, number, from: instantOf('from', from), until: instantOf('until', until) };
    if (asked.until <= asked.from)
      refuse('invalid-input', "'until' is not after 'from'.", 'Give a time that begins before it ends.');
    const { engine, ...begun } = await work.transaction(async (ctx) => {
      await inScope(ctx, await openRequest(ctx, requestId), number, asked.from, asked.until);
      return { engine: engineOf(ctx.dataFolder), begunAt: ctx.at, fileIds: await wholeFiles(ctx, asked) };
    });
    const paths = (at: number, end: number) => work.transaction((ctx) => pathsIn(ctx, at, end));
    const lines = (await callsOf(engine, paths, asked)).map((call) => `${JSON.stringify(detailOf(call))}\n`);
    await work.transaction((ctx) => kept(ctx, asked, { lines, ...begun }));
    yield* lines;
  },
});
