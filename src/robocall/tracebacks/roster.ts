import { z } from 'zod';
import { instantOf, told } from '../../carriers/promises/local-time.ts';
import { memberNow, staffWith } from '../../carriers/staff/now.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { DAY } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { rosterLaw } from './clock.ts';
import { onCallTurnRow } from './record.ts';

const may: readonly Role[] = ['network', 'compliance'];
const { place } = onCallTurnRow.shape;

/** The longest turn: a roster is looked at again after that. */
const longest = 62 * DAY;

const staff = async (ctx: Ctx, personId: string): Promise<string> => {
  const row = found(await memberNow(ctx, personId), 'person on the staff');
  return row.roles.some((role) => may.includes(role))
    ? row.name
    : refuse(
        'invalid-input',
        'personId: he may not answer tracebacks.',
        'Name somebody with the role network or compliance.',
      );
};

/** Whether the other place of that time is the same person's: he cannot be his own backup. */
const alone = async (ctx: Ctx, given: { place: 'first' | 'backup'; personId: string; from: number; until: number }) => {
  const row = await ctx.tx
    .selectFrom('onCallTurn')
    .select('place')
    .where('fromAt', '<', given.until)
    .where('untilAt', '>', given.from)
    .where((eb) => eb.or([eb('place', '=', given.place), eb('personId', '=', given.personId)]))
    .executeTakeFirst();
  if (row === undefined) return;
  if (row.place === given.place)
    refuse('already-exists', `place: somebody is ${given.place} on call then.`, 'End that turn, or give another time.');
  refuse('invalid-input', 'personId: he is on call then in the other place.', 'A backup is another person.');
};

export const addTurn = operation({
  http: 'POST /v1/on-call-turns',
  says: 'Put a person on call for traceback requests, first or as backup, from when until when',
  law: rosterLaw,
  may: [...may, 'officer'],
  by: 'person',
  takes: z.strictObject({ place, personId: id, from: when, until: when }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { place: as, personId, from, until }) {
    const [fromAt, untilAt] = [instantOf('from', from), instantOf('until', until)];
    if (untilAt <= fromAt || untilAt <= ctx.at)
      refuse('invalid-input', "'until' lies before 'from' or in the past.", 'Give a time to come.');
    if (untilAt - fromAt > longest) refuse('invalid-input', 'That is more than 62 days.', 'Give shorter turns.');
    const personName = await staff(ctx, personId);
    await alone(ctx, { place: as, personId, from: fromAt, until: untilAt });
    const turnId = ctx.id();
    await ctx.tx
      .insertInto('onCallTurn')
      .values({ id: turnId, place: as, personId, personName, fromAt, untilAt, setBy: ctx.actor.name, setAt: ctx.at })
      .execute();
    await record(ctx, {
      kind: 'on-call.set',
      subject: `on-call-turn:${turnId}`,
      happenedAt: ctx.at,
      facts: { place: as, personId, personName, from, until },
    });
    return { id: turnId };
  },
});

export const endTurn = operation({
  http: 'POST /v1/on-call-turns/{turnId}:end',
  says: 'End a turn now, or take back one that has not begun',
  law: rosterLaw,
  may: [...may, 'officer'],
  by: 'person',
  takes: z.strictObject({ turnId: id }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { turnId }) {
    const row = found(
      await ctx.tx
        .selectFrom('onCallTurn')
        .selectAll()
        .where('id', '=', turnId)
        .where('untilAt', '>', ctx.at)
        .forUpdate()
        .executeTakeFirst(),
      'turn that has not ended',
    );
    // one that has not begun covers nothing
    await ctx.tx
      .updateTable('onCallTurn')
      .set({ untilAt: Math.max(row.fromAt, ctx.at) })
      .where('id', '=', turnId)
      .execute();
    const facts = { place: row.place, personId: row.personId, personName: row.personName };
    await record(ctx, { kind: 'on-call.ended', subject: `on-call-turn:${turnId}`, happenedAt: ctx.at, facts });
    return { id: turnId };
  },
});

/** Who is on call at an instant (epoch ms). */
export const onCallAt = (ctx: Ctx, at: number) =>
  ctx.tx
    .selectFrom('onCallTurn')
    .select(['place', 'personId', 'personName'])
    .where('fromAt', '<=', at)
    .where('untilAt', '>', at)
    .orderBy('place', 'desc')
    .execute();

export const listTurns = operation({
  http: 'GET /v1/on-call-turns',
  says: 'Who is on call for traceback requests now and later, first and backup; and who could be put there',
  law: rosterLaw,
  may: [...may, 'counsel', 'officer', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({
    items: z.array(z.strictObject({ id, place, personId: id, personName: z.string(), from: when, until: when })),
    /** who may answer tracebacks, and so be on call */
    staff: z.array(z.strictObject({ personId: id, name: z.string() })),
  }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('onCallTurn')
      .select(['id', 'place', 'personId', 'personName', 'fromAt', 'untilAt'])
      .where('untilAt', '>', ctx.at)
      .orderBy('fromAt')
      .orderBy('place', 'desc')
      .limit(1000)
      .execute();
    return {
      items: rows.map(({ fromAt, untilAt, ...row }) => ({
        ...row,
        from: told(ctx, fromAt),
        until: told(ctx, untilAt),
      })),
      staff: await staffWith(ctx, may),
    };
  },
});
