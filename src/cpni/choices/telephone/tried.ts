import { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { id } from '../../../kernel/columns.ts';
import { e164 } from '../../customers/normalise.ts';
import { moveOf } from './machine.ts';
import { ivrCallRow } from './record.ts';
import { byNumber, type Named, whoIs } from './who.ts';

/** Keys that a caller pressed and nothing could take, and the question that they answered; '' where the call had only begun. */
export const triedCall = z.strictObject({
  lineId: id,
  callId: z.string().min(1).max(100),
  /** The caller's number as the telephone service tells it. */
  caller: z.string().max(40).nullable(),
  turn: z.string().max(40),
  digits: z.string().max(40),
});
export type TriedCall = z.output<typeof triedCall>;

const stageOf = ivrCallRow.shape.stage.catch('language');

/** Where a call that could not go on says whose no it is: the account it was about, what was entered, the caller's own number, or nowhere. */
const toldBy = ({ turn, digits, caller }: TriedCall): 'its account' | 'its keys' | 'its number' | 'nothing' => {
  const at = stageOf.parse(turn.split('.')[0]);
  const { kind } = moveOf({ stage: at, tries: 0, language: 'en' }, digits);
  if (at === 'confirm') return kind === 'save' ? 'its account' : 'nothing';
  if (at === 'enter') return kind === 'find' ? 'its keys' : 'nothing';
  // he has said no already, or means another account than that of his number
  if (at === 'saved' || at === 'over' || kind === 'other') return 'nothing';
  return caller !== null && e164(caller) !== null ? 'its number' : 'nothing';
};

/** Whether such a call can be kept and says whose no it is. */
export const tellsWhose = (call: TriedCall): boolean => triedCall.safeParse(call).success && toldBy(call) !== 'nothing';

/** The account that such a call is about, or null where none can be found. */
export const namedByCall = async (ctx: Ctx, call: TriedCall): Promise<Named | null> => {
  const told = toldBy(call);
  if (told === 'its keys') return whoIs(ctx, call.digits);
  if (told === 'its number') return byNumber(ctx, e164(call.caller ?? ''));
  if (told === 'nothing') return null;
  const row = await ctx.tx
    .selectFrom('ivrCall')
    .select(['customerId', 'versionId'])
    .where('lineId', '=', call.lineId)
    .where('callId', '=', call.callId)
    .executeTakeFirst();
  return row === undefined || row.customerId === null ? null : { ...row, customerId: row.customerId };
};
