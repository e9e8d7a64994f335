import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instantOf, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, sha256Hex, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { searchCalls } from '../../robocall/traffic/calls/search.ts';
import { type LegalRequest, legalRequestRow } from './record.ts';
import { demandLaw } from './roles.ts';
import { assessmentOf, openRequest } from './store.ts';

/** The most calls of one file; more are several files. */
const most = 1000;

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

type Found = Awaited<ReturnType<typeof searchCalls.run>>;

/** Calls of a number, made and received, by the log that every reading of call records has. */
const callsOf = async (ctx: Ctx, requestId: string, number: string, from: string, until: string) => {
  const named = { purpose: 'legal-process' as const, reason: `legal-request:${requestId}`, from, until, limit: most };
  const made = await searchCalls.run(ctx, { ...named, calling: number, called: null });
  const received = await searchCalls.run(ctx, { ...named, calling: null, called: number });
  const seen = new Map<string, Found['items'][number]>();
  for (const call of [...made.items, ...received.items]) seen.set(`${call.fileId}/${call.row}`, call);
  const items = [...seen.values()].sort((a, b) => (a.start ?? '').localeCompare(b.start ?? ''));
  return { items, more: made.more || received.more };
};

/** What is call detail; trunks, addresses and accounts are other classes, and where a row lies is nobody's outside. */
const detailOf = ({ from, to, start, answer, end, outcome }: Found['items'][number]) => ({
  from,
  to,
  start,
  answer,
  end,
  outcome,
});

export const pullCalls = operation({
  http: 'POST /v1/legal-requests/{requestId}:pull',
  says: 'Read the call records of a number that a demand names, within its time, as a file with its hash; who looked and why goes on record',
  law: demandLaw,
  may: ['network', 'compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({ requestId: id, number: legalRequestRow.shape.numbers.element, from: when, until: when }),
  gives: z.strictObject({
    id,
    calls: z.int(),
    sha256: sha256Hex,
    bytes: z.int(),
    /** NDJSON, a call a line: write it as it is, and its hash is that of the file */
    text: z.string(),
  }),
  async run(ctx: Ctx, { requestId, number, from, until }) {
    const request = await openRequest(ctx, requestId);
    const [fromAt, untilAt] = [instantOf('from', from), instantOf('until', until)];
    await inScope(ctx, request, number, fromAt, untilAt);
    const { items, more } = await callsOf(ctx, requestId, number, from, until);
    if (more)
      refuse('too-large', `There are more than ${most} calls in this time.`, 'Take shorter times: each is a file.');
    const text = items.map((call) => `${JSON.stringify(detailOf(call))}\n`).join('');
    const sha256 = createHash('sha256').update(text).digest('hex');
    const pullId = ctx.id();
    const row = { id: pullId, requestId, fromAt, untilAt, calls: items.length, sha256 };
    await ctx.tx
      .insertInto('legalRequestPull')
      .values({ ...row, pulledBy: ctx.actor.name, pulledAt: ctx.at })
      .execute();
    await record(ctx, {
      kind: 'legal-request.calls-pulled',
      subject: `legal-request:${requestId}`,
      happenedAt: ctx.at,
      facts: { pull: pullId, calls: items.length, sha256, from, until },
    });
    return { id: pullId, calls: items.length, sha256, bytes: Buffer.byteLength(text), text };
  },
});
