import { promisedConcepts } from '../../carriers/promises/in-force.ts';
import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { unacknowledged } from './acknowledgments.ts';
import type { ThirdParty } from './record.ts';

type Agreed = { readonly id: string; readonly kind: 'confidentiality' | 'agency' };

/** Why nothing leaves for a party, and by which paragraph. */
export type Closed = { readonly open: false; readonly why: string; readonly cite: string };

/** Whether a party is registered on the day, with the paper that it needs: nothing leaves for it without. */
export type Paper = { readonly open: true; readonly agreement: Agreed | null } | Closed;

/** Who has nothing from us without a written agreement; affiliates and a customer's new carrier need none: what they may have, the answer for each customer says. */
export const needsAgreement: ReadonlySet<string> = new Set([
  'agent',
  'joint-venture',
  'independent-contractor',
  'third-party',
]);

/** Why a party is not on the register on a legal day, or null where it is. */
export const offTheRegister = ({ name, fromDay, untilDay }: ThirdParty, day: string): string | null => {
  if (day < fromDay) return `${name} is registered from ${fromDay} on`;
  return untilDay !== null && day > untilDay ? `the dealings with ${name} ended on ${untilDay}` : null;
};

/** The accepted agreement of a party that is in force on a day, or null. */
const agreementInForce = async (ctx: Ctx, partyId: string, day: string): Promise<Agreed | null> => {
  const row = await ctx.tx
    .selectFrom('agreement')
    .select(['id', 'kind'])
    .where('partyId', '=', partyId)
    .where('acceptedAt', 'is not', null)
    .where('fromDay', '<=', day)
    .where((eb) => eb.or([eb('untilDay', 'is', null), eb('untilDay', '>=', day)]))
    .orderBy('fromDay', 'desc')
    .executeTakeFirst();
  return row ?? null;
};

/** Whether the carrier promised that outside agents and partners certify their use, and this one has not within twelve months. */
const owesItsWriting = async (ctx: Ctx, { id }: ThirdParty, at: number): Promise<boolean> => {
  if (!(await promisedConcepts(ctx, at)).includes('P35')) return false;
  const day = dateAt(ctx, at);
  return (await unacknowledged(ctx, day, day)).some((owing) => owing.id === id);
};

/** The paper of a party at an instant (epoch ms): its place in the register first, whatever its kind. */
export const paperOf = async (ctx: Ctx, party: ThirdParty, at: number): Promise<Paper> => {
  const day = dateAt(ctx, at);
  const off = offTheRegister(party, day);
  if (off !== null) return { open: false, why: off, cite: '47 USC 222(c)(1)' };
  const agreement = await agreementInForce(ctx, party.id, day);
  if (agreement === null && needsAgreement.has(party.kind))
    return { open: false, why: `no accepted agreement with ${party.name} is in force`, cite: '47 CFR 64.2007(b)(2)' };
  if (await owesItsWriting(ctx, party, at)) {
    const why = `${party.name} has signed nothing within twelve months of what it may use CPNI for, as was promised`;
    return { open: false, why, cite: '47 CFR 64.2009(b)' };
  }
  return { open: true, agreement };
};
