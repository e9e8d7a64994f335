import { z } from 'zod';
import { workWithCpni } from '../../../carriers/access/work-with-cpni.ts';
import { instantOf } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { id, when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { DAY } from '../../../kernel/time.ts';
import { engineOf } from '../columnar/engine.ts';
import { type FoundCall, search } from '../columnar/stored-calls.ts';
import { fileAt, pathsIn } from './parts.ts';
import { readFor, recordReading } from './purpose.ts';

const number = z.string().regex(/^\+?[\d\s().-]{4,24}$/, 'digits of a telephone number');

const call = z.strictObject({
  fileId: id,
  row: z.int(),
  callKey: z.string().nullable(),
  accountRef: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  start: when.nullable(),
  answer: when.nullable(),
  end: when.nullable(),
  outcome: z.string(),
  attest: z.string().nullable(),
  sourceIp: z.string().nullable(),
  trunkOut: z.string().nullable(),
});

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const shown = (row: FoundCall): z.output<typeof call> => ({
  fileId: fileAt(row.file),
  row: row.source_row,
  callKey: row.call_key,
  accountRef: row.account_ref,
  from: row.from ?? row.from_raw,
  to: row.to ?? row.to_raw,
  start: instant(row.start),
  answer: instant(row.answer),
  end: instant(row.end),
  outcome: row.outcome,
  attest: row.attest,
  sourceIp: row.src_ip,
  trunkOut: row.trunk_out,
});

/** The longest time that one search covers. */
const longest = 31 * DAY;

export const searchCalls = operation({
  http: 'POST /v1/call-records:search',
  says: 'Find call records by number and time, for a purpose that the law allows; who looked and why goes on record',
  law: ['47 U.S.C. 222(d)(2)', '47 CFR 64.1200(n)(1)'],
  may: ['network', 'compliance', 'officer'],
  by: 'anyone',
  takes: readFor.extend({
    from: when,
    until: when,
    /** in full, or the digits that it ends in */
    calling: number.nullable().default(null),
    called: number.nullable().default(null),
    limit: z.int().min(1).max(1000).default(100),
  }),
  gives: z.strictObject({ items: z.array(call), more: z.boolean(), days: z.int() }),
  async run(ctx: Ctx, { purpose, reason, from, until, calling, called, limit }) {
    await workWithCpni(ctx);
    const [fromAt, untilAt] = [instantOf('from', from), instantOf('until', until)];
    if (untilAt <= fromAt)
      refuse('invalid-input', "'until' is not after 'from'.", 'Give a time that begins before it ends.');
    if (untilAt - fromAt > longest) refuse('invalid-input', 'That is more than 31 days.', 'Search a month at a time.');
    if (calling === null && called === null)
      refuse(
        'invalid-input',
        'calling, called: neither is given.',
        'Give one of them; call records are not leafed through.',
      );
    const paths = await pathsIn(ctx, fromAt, untilAt);
    const wanted = { from: fromAt, until: untilAt, calling, called, limit: limit + 1 };
    const rows = await search(engineOf(ctx.dataFolder), paths, wanted);
    const items = rows.slice(0, limit).map(shown);
    await recordReading(
      ctx,
      { purpose, reason },
      { subject: 'call-records', calls: items.length, from: fromAt, until: untilAt },
    );
    return { items, more: rows.length > limit, days: paths.length };
  },
});
