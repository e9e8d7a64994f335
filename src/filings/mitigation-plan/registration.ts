import { z } from 'zod';
import { dateAt, told } from '../../carriers/promises/local-time.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { canonical } from '../../ledger/canonical.ts';
import { record } from '../../ledger/record.ts';
import { registrationFacts, registrationRow } from './record.ts';
import { mayReadPlans, planLaw } from './roles.ts';

const shown = z.strictObject({
  id,
  version: registrationRow.shape.version,
  facts: registrationFacts,
  changedOn: date,
  enteredBy: z.string(),
  enteredAt: when,
});

type Row = z.output<typeof registrationRow>;
const telling = (ctx: Ctx, { id: key, version, facts, changedOn, enteredBy, enteredAt }: Row) => ({
  ...{ id: key, version, facts, changedOn, enteredBy },
  enteredAt: told(ctx, enteredAt),
});

/** What the registration says now; undefined before the first was entered. */
export const newestRegistration = (ctx: Ctx) =>
  ctx.tx.selectFrom('registration').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();

const fitting = ({ status, extension }: z.output<typeof registrationFacts>): void => {
  if (status === 'full' && extension.kind !== 'none')
    refuse('invalid-input', "'extension': a full status claims none.", 'Give kind none, or another status.');
  if (status !== 'full' && (extension.kind === 'none' || extension.because.trim() === ''))
    refuse(
      'invalid-input',
      "'extension': calls that go unsigned need their reason (47 CFR 64.6305(d)(2)(i)).",
      'Name the extension of 64.6304 that still runs, or why you have no control of the network, and explain it.',
    );
  if ((extension.kind === 'extension') !== (extension.paragraph !== null))
    refuse(
      'invalid-input',
      "'extension.paragraph': an extension is claimed by its paragraph, and nothing else has one.",
      'Give 64.6304(b) where no token can be had, 64.6304(d) for what is no IP network; that of small providers, (a), ended on 2022-06-30 or 2023-06-30.',
    );
};

const changedFields = (before: Record<string, unknown> | undefined, after: Record<string, unknown>): string[] =>
  Object.keys(after).filter((key) => before === undefined || canonical(before[key]) !== canonical(after[key]));

export const enterRegistration = operation({
  http: 'POST /v1/registrations',
  says: 'Enter what the Robocall Mitigation Database is to say of the carrier: role, status, identity, contact, owners, vendors, enforcement; each change is another version with the day it became so',
  law: ['47 CFR 64.6305(d)(4)', '47 CFR 64.6305(d)(5)'],
  may: ['compliance', 'officer', 'network'],
  by: 'person',
  takes: z.strictObject({ facts: registrationFacts, changedOn: date }),
  gives: shown,
  async run(ctx: Ctx, { facts, changedOn }) {
    fitting(facts);
    if (changedOn > dateAt(ctx, ctx.at))
      refuse('invalid-input', "'changedOn' lies in the future.", 'Enter a change when it has become so.');
    const before = await newestRegistration(ctx);
    const changed = changedFields(before?.facts, facts);
    if (changed.length === 0)
      refuse('already-exists', 'Nothing differs from what is entered.', 'Change a field, or leave it as it is.');
    const row = await ctx.tx
      .insertInto('registration')
      .values({
        ...{ id: ctx.id(), version: (before?.version ?? 0) + 1, facts: asJson(facts), changedOn },
        ...{ enteredBy: ctx.actor.name, enteredAt: ctx.at },
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'registration.entered',
      subject: `registration:${row.id}`,
      happenedAt: ctx.at,
      facts: { version: row.version, changed, changedOn },
    });
    return telling(ctx, row);
  },
});

export const listRegistrations = operation({
  http: 'GET /v1/registrations',
  says: 'What the Robocall Mitigation Database was to say of the carrier, version by version, the newest first',
  law: planLaw,
  may: mayReadPlans,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shown) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx.selectFrom('registration').selectAll().orderBy('version', 'desc').limit(500).execute();
    return { items: rows.map((row) => telling(ctx, row)) };
  },
});
