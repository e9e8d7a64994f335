import { existsSync } from 'node:fs';
import { z } from 'zod';
import { dayNumber, told, toldOrNull, zoneOf } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { date, when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { dateOfDay } from '../../../kernel/time.ts';
import { calledListRow } from './record.ts';
import { answersHold, listsFor, pathOf } from './which.ts';

const law: readonly [string, ...string[]] = ['47 CFR 64.6305(a)(2)'];

const standing = z.enum(['in-force', 'in-force-in-part', 'replaced', 'over', 'not-on-disk', 'taken-away']);

const shown = calledListRow.omit({ carrierId: true, takenAt: true, goneAt: true }).extend({
  takenAt: when,
  goneAt: when.nullable(),
  /** Its numbers do not come with a backup: a list that is not on this disk is taken in again. */
  onDisk: z.enum(['yes', 'no']),
  /** whether calls of today are joined with it, and if not why */
  standing,
  /** those for which it is the one that counts today */
  areaCodesInForce: z.array(z.int()),
  /** of answers of the database: until which day they count, and why */
  until: z
    .strictObject({
      due: date,
      cite: z.string(),
      steps: z.array(z.strictObject({ date, counted: z.boolean(), why: z.string() })),
    })
    .nullable(),
});
type Row = z.output<typeof calledListRow>;

const untilOf = ({ kind, publishedOn, goneAt }: Row): z.input<typeof shown>['until'] => {
  if (kind === 'do-not-call' || goneAt !== null) return null;
  const due = dateOfDay(dayNumber(publishedOn) + answersHold);
  const why = `${answersHold} days after: so long its answers count`;
  return {
    due,
    cite: law[0],
    steps: [
      { date: publishedOn, counted: false, why: 'the day that the database was asked about' },
      { date: due, counted: true, why },
    ],
  };
};

type Seen = { readonly onDisk: boolean; readonly inForce: readonly number[] };

const standingOf = ({ goneAt, kind, areaCodes }: Row, { onDisk, inForce }: Seen): z.output<typeof standing> => {
  if (goneAt !== null) return 'taken-away';
  if (!onDisk) return 'not-on-disk';
  if (inForce.length === 0) return kind === 'reassigned' ? 'over' : 'replaced';
  return inForce.length < areaCodes.length ? 'in-force-in-part' : 'in-force';
};

export const listCalledLists = operation({
  http: 'GET /v1/called-lists',
  says: 'Which files of the do-not-call registry and of reassigned numbers were taken in, by hash and day, which of them count today and for which area codes, and whether their numbers are on this disk',
  law,
  may: ['network', 'compliance', 'officer', 'auditor', 'counsel'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shown) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx.selectFrom('calledList').selectAll().orderBy('id', 'desc').limit(1000).execute();
    const { doNotCall, reassigned } = await listsFor(ctx, zoneOf(ctx).dayOf(ctx.at));
    const codesIn = new Map([...doNotCall, ...reassigned].map(({ path, areaCodes }) => [path, areaCodes]));
    return {
      items: rows.map((row) => {
        const { carrierId: _carrier, takenAt, goneAt, ...rest } = row;
        const path = pathOf(ctx, row.id);
        const seen = { onDisk: existsSync(path), inForce: codesIn.get(path) ?? [] };
        return {
          ...rest,
          takenAt: told(ctx, takenAt),
          goneAt: toldOrNull(ctx, goneAt),
          onDisk: seen.onDisk ? ('yes' as const) : ('no' as const),
          standing: standingOf(row, seen),
          areaCodesInForce: [...seen.inForce],
          until: untilOf(row),
        };
      }),
    };
  },
});
