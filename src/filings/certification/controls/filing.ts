import { sql } from 'kysely';
import { type Control, samplesOf } from '../../../carriers/promises/controls.ts';
import { dateAt, datesOf, easternDay } from '../../../carriers/promises/local-time.ts';
import { dateOfDay } from '../../../kernel/time.ts';

const marchFirst = (last: string): string => `${Number(last.slice(0, 4)) + 1}-03-01`;

/** The controls over the ledger and over the filing while it is written; what became of it is judged in filed.ts. */
export const filingControls: readonly Control[] = [
  {
    id: 'audit-log',
    says: 'Each change is an entry of the ledger',
    law: '47 CFR 64.2010(a)',
    async check(ctx, { from, until }) {
      const { rows } = await sql<{ id: string; total: number }>`
        select id, count(*) over () as total from ledger_entry
        where recorded_at >= ${from} and recorded_at < ${until} order by n limit 3`.execute(ctx.tx);
      const counts = { entries: rows[0]?.total ?? 0 };
      if (rows.length === 0)
        return { status: 'untested', because: 'the ledger holds nothing of the period', counts, samples: [] };
      return { status: 'kept', because: `${counts.entries} entries`, counts, samples: samplesOf('entry', rows) };
    },
  },
  {
    id: 'evidence-coverage',
    says: 'The ledger holds evidence from every month of the period',
    law: '47 CFR 64.2009(e)',
    async check(ctx, { from, until }) {
      const { rows } = await sql<{ month: number }>`
        select distinct extract(month from to_timestamp(recorded_at / 1000.0) at time zone ${ctx.carrier.zone})::int as month
        from ledger_entry where recorded_at >= ${from} and recorded_at < ${until} order by 1`.execute(ctx.tx);
      const counts = { months: rows.length };
      const last = Number(dateAt(ctx, until - 1).slice(5, 7));
      const seen = new Set(rows.map(({ month }) => month));
      const without = Array.from({ length: last }, (_, i) => i + 1).filter((month) => !seen.has(month));
      return without.length === 0
        ? { status: 'kept', because: 'evidence from every month', counts, samples: [] }
        : { status: 'untested', because: `no evidence from month ${without.join(', ')}`, counts, samples: [] };
    },
  },
  {
    id: 'certificate',
    says: 'An officer of the company stands on the register of members to sign',
    law: '47 CFR 64.2009(e)',
    async check(ctx) {
      const rows = await ctx.tx
        .selectFrom('membership')
        .select(['id', 'roles'])
        .where('untilAt', 'is', null)
        .orderBy('id')
        .execute();
      const officers = rows.filter(({ roles }) => roles.includes('officer'));
      const counts = { officers: officers.length };
      return officers.length === 0
        ? { status: 'untested', because: 'no officer is on the register', counts, samples: [] }
        : { status: 'kept', because: 'an officer can sign', counts, samples: samplesOf('member', officers) };
    },
  },
  {
    id: 'contact',
    says: 'The filing names who answers questions',
    law: '',
    async check(ctx) {
      const rows = await ctx.tx.selectFrom('filing').select(['id', 'contact']).orderBy('openedAt').execute();
      const named = rows.filter(({ contact }) => contact.name !== '' && contact.email !== '');
      const counts = { filings: rows.length, named: named.length };
      return named.length === 0
        ? { status: 'untested', because: 'no filing names a contact', counts, samples: [] }
        : { status: 'kept', because: 'a contact is named', counts, samples: samplesOf('filing', named) };
    },
  },
  {
    id: 'filed-before-march-1',
    says: 'The certification of the period was received before March 1',
    law: '47 CFR 64.2009(e)',
    async check(ctx, period) {
      const before = marchFirst(datesOf(ctx, period).last);
      const year = Number(before.slice(0, 4)) - 1;
      const rows = await ctx.tx
        .selectFrom('filingReceipt')
        .innerJoin('filing', 'filing.id', 'filingReceipt.filingId')
        .select(['filingReceipt.id', 'filingReceipt.receivedAt'])
        .where('filing.year', '=', year)
        .orderBy('filingReceipt.receivedAt')
        .execute();
      const first = rows[0];
      const counts = { receipts: rows.length };
      const today = dateOfDay(easternDay(ctx.at));
      if (first === undefined && today < before)
        return { status: 'untested', because: `not filed yet; due before ${before}`, counts, samples: [] };
      const received = first === undefined ? null : dateOfDay(easternDay(first.receivedAt));
      const samples = samplesOf('receipt', rows);
      return received !== null && received < before
        ? { status: 'kept', because: `received on ${received}`, counts, samples }
        : { status: 'not kept', because: received === null ? 'not filed' : `received on ${received}`, counts, samples };
    },
  },
];
