import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, passwordAgain } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { toNumber } from '../numbers/normalise.ts';
import { act, type Case, cannot, caseOf, noCalls, signature, strikeAnswer, strikeLaw, told } from './act.ts';
import { unsigned } from './write.ts';

type Shown = { readonly calling: string; readonly first: number; readonly last: number };

/** More numbers than that are no slip of our record. */
const mostNumbers = 1000;

const shownIn = async (ctx: Ctx, findingId: string): Promise<readonly Shown[]> => {
  const { rows } = await sql<Shown>`
    select r.calling, min(r.at)::bigint as first, max(r.at)::bigint as last
    from strike_call c join gate_refusal r on r.carrier_id = c.carrier_id and r.id = c.refusal_id
    where c.finding_id = ${findingId} and r.calling <> '(purged)'
    group by r.calling order by min(r.at) limit ${mostNumbers + 1}`.execute(ctx.tx);
  return rows;
};

/** The right of the account that held, as our record says now, from the first call with a number to the last. */
const rightFor = (ctx: Ctx, accountId: string, number: number, { first, last }: Shown) =>
  ctx.tx
    .selectFrom('numberRight')
    .select('id')
    .where('accountId', '=', accountId)
    .where('firstNumber', '<=', number)
    .where('lastNumber', '>=', number)
    .where('fromAt', '<=', first)
    .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', last)]))
    .executeTakeFirst();

/** The rights that were missing: one for every number that the finding's calls showed. Without all of them it stands. */
const missingRights = async (ctx: Ctx, { finding, known }: Case): Promise<string[]> => {
  const shown = await shownIn(ctx, finding.id);
  if (shown.length > mostNumbers) cannot(`Its calls showed over ${mostNumbers} numbers.`, 'The finding stands.');
  const rights = new Set<string>();
  for (const one of shown) {
    const number = toNumber(one.calling);
    const right = number === null ? undefined : await rightFor(ctx, known.accountId, number, one);
    if (right === undefined)
      return cannot(
        'One of its calls showed a number to which the account had no right at the time, as our record says also now.',
        'If our record is wrong, enter the right first, from the day on which it held; show the calls of the finding to see their numbers.',
      );
    rights.add(right.id);
  }
  return [...rights];
};

export const voidFinding = operation({
  http: 'POST /v1/strikes/{findingId}:void',
  says: 'Sign, with the reason, that a finding was none: our own record of a number was wrong, and the right that was missing is entered now',
  law: strikeLaw,
  may: ['network', 'compliance', 'officer'],
  by: 'person-again',
  takes: z.strictObject({ findingId: id, reason: z.string().trim().min(1).max(2000), password: passwordAgain }),
  gives: strikeAnswer,
  async run(ctx: Ctx, { findingId, reason }) {
    const opened = await caseOf(ctx, findingId);
    const { finding, known } = opened;
    if (finding.voidedSeq !== null) cannot('This finding is void already.', 'Show the strikes of the account.');
    if (known.state.closedAt !== null)
      cannot(
        'Service of this account has ended by its strikes; nothing reopens it.',
        'Open a new account on its case.',
      );
    const rightIds = await missingRights(ctx, opened);
    const event = { kind: 'voided', at: ctx.at, finding: finding.number, by: ctx.actor.name, reason } as const;
    const detail = { ...unsigned, ...signature(ctx, reason), rightIds };
    return told(finding, await act(ctx, opened, { event, detail, calls: noCalls }, ['finding-voided']));
  },
});
