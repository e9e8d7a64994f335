import { createHash } from 'node:crypto';
import { z } from 'zod';
import { dateAt, dayNumber, pastDate } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id, sha256Hex } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, Problem, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { type ClauseName, clauseDuties, clauseNames, clausesOf, standsIn } from './clauses.ts';
import { type Agreement, agreementRow } from './record.ts';

export const shownAgreement = agreementRow
  .omit({ carrierId: true, text: true, enteredBy: true, enteredAt: true, acceptedBy: true, acceptedAt: true })
  .extend({
    /** clauses that the text lacks: it cannot be accepted as it is */
    lacks: z.array(z.enum(clauseNames)),
    accepted: z.boolean(),
  });

const lacksOf = (row: Pick<Agreement, ClauseName>): ClauseName[] => clauseNames.filter((name) => row[name] === null);

const told = (row: Agreement): z.input<typeof shownAgreement> => {
  const { carrierId: _c, text: _t, enteredBy: _b, enteredAt: _e, acceptedBy: _a, acceptedAt, ...kept } = row;
  return { ...kept, lacks: lacksOf(row), accepted: acceptedAt !== null };
};

/** The agreements of each party, the latest first. */
export const agreementsOf = async (ctx: Ctx, partyIds: readonly string[]) => {
  const byParty = new Map<string, z.input<typeof shownAgreement>[]>();
  if (partyIds.length === 0) return byParty;
  const rows = await ctx.tx
    .selectFrom('agreement')
    .selectAll()
    .where('partyId', 'in', [...partyIds])
    .orderBy('fromDay', 'desc')
    .orderBy('id', 'desc')
    .execute();
  for (const row of rows) byParty.set(row.partyId, [...(byParty.get(row.partyId) ?? []), told(row)]);
  return byParty;
};

const shownBy = z.partialRecord(z.enum(clauseNames), z.string());

/** A clause as the text holds it: found by its words, or pointed at by a person. */
const clauseIn = (text: string, name: ClauseName, foundWords: string | null, quote: string | undefined) => {
  if (quote === undefined) return foundWords;
  if (standsIn(text, quote)) return quote.trim();
  return refuse(
    'invalid-input',
    `'shown.${name}' does not stand in the text, or is too short to be a clause.`,
    'Copy the whole sentence from the agreement.',
  );
};

export const enterAgreement = operation({
  http: 'POST /v1/third-parties/{partyId}/agreements',
  says: 'Enter a signed agreement: its three clauses are found in the text, or shown by quoting them; another person accepts it',
  law: ['47 CFR 64.2007(b)(2)'],
  may: ['compliance', 'counsel'],
  by: 'person',
  takes: agreementRow.pick({ kind: true, title: true, signedOn: true, fromDay: true, untilDay: true }).extend({
    partyId: id,
    text: z.string().min(1).max(500_000),
    /** the words of a clause where they were not found by themselves */
    shown: shownBy.default({}),
  }),
  gives: shownAgreement,
  async run(ctx: Ctx, { shown, ...given }) {
    pastDate(ctx, 'signedOn', given.signedOn);
    for (const day of [given.fromDay, given.untilDay ?? given.fromDay]) dayNumber(day);
    if (given.fromDay < given.signedOn)
      refuse(
        'invalid-input',
        "'fromDay' lies before 'signedOn'.",
        'An agreement serves from its signing at the earliest.',
      );
    if (given.untilDay !== null && given.untilDay < given.fromDay)
      refuse('invalid-input', "'untilDay' lies before 'fromDay'.", 'Check the dates.');
    found(
      await ctx.tx.selectFrom('thirdParty').select('id').where('id', '=', given.partyId).executeTakeFirst(),
      'third party',
    );
    const words = clausesOf(given.text);
    const clauses = {
      useLimit: clauseIn(given.text, 'useLimit', words.useLimit, shown.useLimit),
      noOnward: clauseIn(given.text, 'noOnward', words.noOnward, shown.noOnward),
      safeguards: clauseIn(given.text, 'safeguards', words.safeguards, shown.safeguards),
    };
    const textHash = createHash('sha256').update(given.text).digest('hex');
    const enteredBy = ctx.actor.id;
    const row = await ctx.tx
      .insertInto('agreement')
      .values({
        id: ctx.id(),
        ...given,
        ...clauses,
        textHash,
        enteredBy,
        enteredAt: ctx.at,
        acceptedBy: null,
        accepterName: null,
        acceptedAt: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    const entered = row ?? refuse('already-exists', 'This text is entered for the party.', 'List the third parties.');
    await record(ctx, {
      kind: 'agreement.entered',
      subject: `agreement:${entered.id}`,
      happenedAt: ctx.at,
      facts: { partyId: entered.partyId, kind: entered.kind, textHash, lacks: lacksOf(entered) },
    });
    return told(entered);
  },
});

const mayAccept = (ctx: Ctx, agreement: Agreement, textHash: string): void => {
  if (agreement.acceptedAt !== null) refuse('wrong-state', 'It is accepted already.', 'End it, or enter another.');
  if (agreement.enteredBy === ctx.actor.id)
    refuse('same-person', 'Who entered an agreement does not accept it.', 'Ask a colleague to read and accept it.');
  if (agreement.textHash !== textHash)
    refuse('changed-meanwhile', "'textHash' is not that of this text.", 'Read the agreement again.');
  const lacks = lacksOf(agreement);
  if (lacks.length > 0)
    throw new Problem('wrong-state', {
      detail: `The agreement lacks: ${lacks.map((name) => clauseDuties[name]).join('; ')}.`,
      fix: 'Have it amended and signed; or, where the text says so in other words, enter it again and quote them.',
      cite: '47 CFR 64.2007(b)(2)',
    });
};

export const acceptAgreement = operation({
  http: 'POST /v1/agreements/{agreementId}:accept',
  says: 'Accept an agreement by the hash that was read, as another person than who entered it: from then on it opens disclosures',
  law: ['47 CFR 64.2007(b)(2)'],
  may: ['compliance', 'counsel', 'supervisor', 'officer'],
  by: 'person-fresh',
  takes: z.strictObject({ agreementId: id, textHash: sha256Hex }),
  gives: shownAgreement,
  async run(ctx: Ctx, { agreementId, textHash }) {
    const agreement = found(
      await ctx.tx.selectFrom('agreement').selectAll().where('id', '=', agreementId).forUpdate().executeTakeFirst(),
      'agreement',
    );
    mayAccept(ctx, agreement, textHash);
    const accepted = await ctx.tx
      .updateTable('agreement')
      .set({ acceptedBy: ctx.actor.id, accepterName: ctx.actor.name, acceptedAt: ctx.at })
      .where('id', '=', agreementId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const subject = `agreement:${agreementId}`;
    await record(ctx, { kind: 'agreement.accepted', subject, happenedAt: ctx.at, facts: { textHash } });
    return told(accepted);
  },
});

export const endAgreement = operation({
  http: 'POST /v1/agreements/{agreementId}:end',
  says: 'End an agreement after a day; today ends it now, and a disclosure under way stops at its next batch',
  law: ['47 CFR 64.2007(b)(2)'],
  may: ['compliance', 'counsel', 'officer'],
  by: 'person',
  takes: z.strictObject({ agreementId: id, lastDay: date, reason: z.string().min(1) }),
  gives: shownAgreement,
  async run(ctx: Ctx, { agreementId, lastDay, reason }) {
    const agreement = found(
      await ctx.tx.selectFrom('agreement').selectAll().where('id', '=', agreementId).forUpdate().executeTakeFirst(),
      'agreement',
    );
    dayNumber(lastDay);
    if (lastDay < agreement.fromDay)
      refuse('invalid-input', "'lastDay' lies before its first day.", `Give ${agreement.fromDay} or a later day.`);
    if (agreement.untilDay !== null && lastDay > agreement.untilDay)
      refuse('invalid-input', `'lastDay' lies after its end ${agreement.untilDay}.`, 'A renewal is a new agreement.');
    if (lastDay < dateAt(ctx, ctx.at) && agreement.untilDay === null)
      refuse('invalid-input', "'lastDay' lies in the past.", 'What was disclosed under it was; end it today.');
    const ended = await ctx.tx
      .updateTable('agreement')
      .set({ untilDay: lastDay })
      .where('id', '=', agreementId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const subject = `agreement:${agreementId}`;
    await record(ctx, { kind: 'agreement.ended', subject, happenedAt: ctx.at, facts: { lastDay, reason } });
    return told(ended);
  },
});
