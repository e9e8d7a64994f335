import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import type { Ctx } from '../../db/context.ts';
import { answeredInTime, promiseCite } from './clocks.ts';
import { answersTo } from './store.ts';

/** Most demands that one look weighs: more in a period are said to be too many, never taken for kept. */
const most = 2000;

const weigh = async (ctx: Ctx, { from, until }: Period): Promise<Finding> => {
  const rows = await ctx.tx
    .selectFrom('legalRequest')
    .select(['id', 'receivedAt', 'dueOn', 'closedAt'])
    .where('receivedAt', '>=', from)
    .where('receivedAt', '<', until)
    .orderBy('receivedAt')
    .limit(most + 1)
    .execute();
  const answers = await answersTo(
    ctx,
    rows.map(({ id }) => id),
  );
  const told = rows.map((row) => ({
    id: row.id,
    inTime: answeredInTime(
      ctx,
      row,
      answers.filter(({ requestId }) => requestId === row.id),
    ),
  }));
  const late = told.filter(({ inTime }) => inTime === 'no');
  const open = told.filter(({ inTime }) => inTime === 'open');
  const counts = { demands: rows.length, late: late.length, open: open.length };
  const samples = (of: readonly { readonly id: string }[]) => samplesOf('legal-request', of);
  if (late.length > 0)
    return {
      status: 'not kept',
      because: `${late.length} of ${rows.length} demands were not answered within 24 hours or by their day`,
      counts,
      samples: samples(late),
    };
  if (rows.length > most)
    return { status: 'untested', because: `more than ${most} demands came in`, counts, samples: [] };
  if (rows.length === 0)
    return { status: 'untested', because: 'no demand by legal process came in', counts, samples: [] };
  if (open.length > 0)
    return {
      status: 'untested',
      because: `${open.length} of ${rows.length} demands are still open, in time`,
      counts,
      samples: samples(open),
    };
  return {
    status: 'kept',
    because: `each of ${rows.length} demands was answered within 24 hours and ended by its day`,
    counts,
    samples: samples(told),
  };
};

/** The control of legal process: R30 and R31 of a mitigation plan. */
export const legalRequestControls: readonly Control[] = [
  {
    id: 'legal-requests',
    says: 'Every subpoena, warrant, order and civil investigative demand was answered within 24 hours and ended by its day, and nothing was given that counsel had not found it to open',
    law: promiseCite,
    check: weigh,
  },
];
