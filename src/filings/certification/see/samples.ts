import { sql } from 'kysely';
import { z } from 'zod';
import { told, yearPeriod } from '../../../carriers/promises/local-time.ts';
import { seesSecrecy } from '../../../carriers/under-seal.ts';
import type { Ctx } from '../../../db/context.ts';
import { id, when } from '../../../kernel/columns.ts';
import { operation, type Role, roles } from '../../../kernel/operation.ts';
import { filingOf } from '../find.ts';
import { sha256 } from '../packet-hash.ts';
import type { Filing } from '../record.ts';
import { mayRead } from '../show.ts';
import { sampleReason } from './record.ts';

const all = 25;

type Reason = z.output<typeof sampleReason>;
type Row = { readonly id: string; readonly kind: string; readonly subject: string; readonly recordedAt: number };

/** Nobody chooses the seed: the filing's id was drawn when it was opened, and names the same records to whoever asks. */
const seedOf = ({ id: filingId }: Filing): string => sha256(filingId).slice(0, 16);

const byLot = (seed: string, column: 'd.entry_id' | 'e.id' | 'm.person_id') =>
  sql`sha256(convert_to(${seed} || ' ' || ${sql.ref(column)}::text, 'UTF8'))`;

const ofKinds: Readonly<
  Record<Exclude<Reason, 'denied-marketing'>, { readonly kinds: string[]; readonly most: number }>
> = {
  'desk-release': { kinds: ['desk.shown', 'desk.calls-shown', 'desk.dispatch-wanted', 'desk.call-wanted'], most: 5 },
  'bounced-notice': { kinds: ['notice.bounced'], most: 1 },
  discipline: { kinds: ['discipline.decided', 'discipline.opened'], most: 1 },
  any: {
    kinds: [
      ...[
        'decision',
        'approval.given',
        'approval.refused',
        'approval.one-time',
        'notices.delivered',
        'notice.delivered',
      ],
      ...['campaign.released', 'campaign.outcome', 'disclosure.logged', 'complaint.recorded', 'complaint.resolved'],
      ...['training.completed', 'manual.acknowledged', 'customer.proved', 'authentication.locked', 'password.set'],
      ...['channel-incident.opened', 'channel-incident.closed', 'access-review.closed', 'practice.reviewed'],
    ],
    most: all,
  },
};

const denied = (ctx: Ctx, seed: string, year: number) => {
  const { from, until } = yearPeriod(ctx, year);
  return sql<Row>`
    select e.id, e.kind, e.subject, e.recorded_at as "recordedAt"
    from (select entry_id from decision d where d.recorded_at >= ${from} and d.recorded_at < ${until}
        and not d.allowed and d.use->>'purpose' = 'market' order by ${byLot(seed, 'd.entry_id')} limit 2) d
    join ledger_entry e on e.id = d.entry_id order by ${byLot(seed, 'e.id')}`.execute(ctx.tx);
};

const drawn = (ctx: Ctx, seed: string, year: number, reason: keyof typeof ofKinds) => {
  const { from, until } = yearPeriod(ctx, year);
  const { kinds, most } = ofKinds[reason];
  return sql<Row>`
    select e.id, e.kind, e.subject, e.recorded_at as "recordedAt" from ledger_entry e
    where e.kind = any(${kinds}) and e.recorded_at >= ${from} and e.recorded_at < ${until} and e.secrecy = any(${[...seesSecrecy(ctx)]})
    order by ${byLot(seed, 'e.id')} limit ${most}`.execute(ctx.tx);
};

const samplesOf = async (ctx: Ctx, seed: string, year: number) => {
  const chosen = new Map<string, Row & { readonly reason: Reason }>();
  const take = (reason: Reason, rows: readonly Row[]): void => {
    for (const row of rows) if (!chosen.has(row.id) && chosen.size < all) chosen.set(row.id, { ...row, reason });
  };
  take('denied-marketing', (await denied(ctx, seed, year)).rows);
  for (const reason of ['desk-release', 'bounced-notice', 'discipline', 'any'] as const)
    take(reason, (await drawn(ctx, seed, year, reason)).rows);
  return [...chosen.values()];
};

// whoever works with what the sentences speak of, in the order in which they are asked first
const asked: readonly Role[] = ['agent', 'supervisor', 'marketing', 'people', 'compliance', 'onboarding', 'network'];

/** Three of the staff of the year by lot, of different roles as far as there are. */
const talkToOf = async (ctx: Ctx, seed: string, { year, officerId }: Filing) => {
  const { from, until } = yearPeriod(ctx, year);
  const { rows } = await sql<{ personId: string; name: string; roles: Role[] }>`
    select m.person_id as "personId", m.name, m.roles from membership m
    where m.from_at < ${until} and (m.until_at is null or m.until_at >= ${from}) and m.roles && ${[...asked]}
    order by ${byLot(seed, 'm.person_id')}, m.from_at`.execute(ctx.tx);
  const people = new Map(rows.filter(({ personId }) => personId !== officerId).map((row) => [row.personId, row]));
  const chosen: { readonly personId: string; readonly name: string; readonly role: Role }[] = [];
  const choose = (as: (of: readonly Role[]) => Role | undefined): void => {
    for (const { personId, name, roles: of } of people.values()) {
      const role = as(of);
      if (role === undefined || chosen.length === 3 || chosen.some((one) => one.personId === personId)) continue;
      chosen.push({ personId, name, role });
    }
  };
  choose((of) => asked.find((role) => of.includes(role) && !chosen.some((one) => one.role === role)));
  choose((of) => asked.find((role) => of.includes(role)));
  return chosen;
};

export const drawSamples = operation({
  http: 'GET /v1/filings/{filingId}/samples',
  says: 'Records of the year to look at before signing, chosen by lot with the seed printed: denied marketing, releases at the desk, a notice that came back, a disciplinary case, others; and three of the staff to talk to',
  law: ['47 CFR 64.2009(e)', '47 CFR 1.17'],
  may: mayRead,
  by: 'anyone',
  takes: z.strictObject({ filingId: id }),
  gives: z.strictObject({
    seed: z.string(),
    /** how anybody draws the same again */
    recipe: z.string(),
    samples: z.array(
      z.strictObject({ entryId: id, reason: sampleReason, kind: z.string(), subject: z.string(), recordedAt: when }),
    ),
    talkTo: z.array(z.strictObject({ personId: id, name: z.string(), role: z.enum(roles) })),
  }),
  async run(ctx: Ctx, { filingId }) {
    const filing = await filingOf(ctx, filingId);
    const seed = seedOf(filing);
    const samples = await samplesOf(ctx, seed, filing.year);
    return {
      seed,
      recipe:
        'The seed is the first sixteen digits of SHA-256 of the id of the filing. Of each kind those come first whose SHA-256 of seed, space and id of the entry is smallest.',
      samples: samples.map(({ id: entryId, reason, kind, subject, recordedAt }) => ({
        ...{ entryId, reason, kind, subject },
        recordedAt: told(ctx, recordedAt),
      })),
      talkTo: await talkToOf(ctx, seed, filing),
    };
  },
});
