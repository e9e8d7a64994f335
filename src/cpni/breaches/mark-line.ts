import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import type { Breach } from './clocks.ts';
import { breachLine } from './record.ts';
import { heldBreach, readBreach, shownBreach } from './show.ts';

type Line = z.output<typeof breachLine>;

/** The marks without those of lines that were changed: what was known of the old value is not known of the new one. */
export const marksWithout = ({ knownLines, assumedLines }: Breach, changed: readonly Line[]) => ({
  knownLines: knownLines.filter((line) => !changed.includes(line)),
  assumedLines: assumedLines.filter((line) => !changed.includes(line)),
});

export const markLine = operation({
  http: 'POST /v1/breaches/{breachId}:mark-line',
  says: 'Say of a line of a breach’s record whether it is known or an assumption; a line that is changed later has no mark',
  law: ['47 CFR 64.2011(d)'],
  may: ['compliance', 'counsel', 'officer'],
  by: 'person',
  takes: z.strictObject({ breachId: id, line: breachLine, as: z.enum(['fact', 'assumption']) }),
  gives: shownBreach,
  async run(ctx: Ctx, { breachId, line, as }) {
    const breach = await heldBreach(ctx, breachId);
    const others = marksWithout(breach, [line]);
    const marks =
      as === 'fact'
        ? { ...others, knownLines: [...others.knownLines, line] }
        : { ...others, assumedLines: [...others.assumedLines, line] };
    await ctx.tx.updateTable('breach').set(marks).where('id', '=', breachId).execute();
    await record(ctx, {
      kind: 'breach.line-marked',
      subject: `breach:${breachId}`,
      happenedAt: ctx.at,
      facts: { line, as },
    });
    return readBreach(ctx, breachId);
  },
});
