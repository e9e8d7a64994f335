import { z } from 'zod';
import { toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { render } from '../../documents/render.ts';
import type { TracebackAnswer } from '../../documents/traceback-answer.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation, type Role, streaming } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { documentOf } from './answer-document.ts';
import { tracebackLaw } from './clock.ts';
import { answerSheet, sheetOf } from './sheet.ts';
import { secondPersonOf } from './store.ts';

const may: readonly Role[] = ['network', 'compliance', 'counsel', 'officer'];
const standings = ['may be given', 'waits for a second person', 'given'] as const;

/** The sheet of a request and whether it may leave; who took it goes on record. */
const sheetRead = async (ctx: Ctx, tracebackId: string, form: 'json' | 'pdf') => {
  const row = found(
    await ctx.tx.selectFrom('traceback').selectAll().where('id', '=', tracebackId).executeTakeFirst(),
    'traceback request',
  );
  const sheet = sheetOf(row);
  const standing: TracebackAnswer['standing'] =
    row.state === 'answered'
      ? 'given'
      : secondPersonOf(row) === 'waited-for'
        ? 'waits for a second person'
        : 'may be given';
  await record(ctx, {
    kind: 'traceback.sheet-read',
    subject: `traceback:${tracebackId}`,
    happenedAt: ctx.at,
    facts: { form, standing },
  });
  return { row, sheet, standing };
};

export const readAnswer = operation({
  http: 'GET /v1/tracebacks/{tracebackId}/answer',
  says: 'The answer sheet of a traceback as JSON, with whether it may be given; who took it goes on record',
  law: tracebackLaw,
  may,
  by: 'anyone',
  takes: z.strictObject({ tracebackId: id }),
  gives: z.strictObject({
    id,
    standing: z.enum(standings),
    sheet: answerSheet,
    prepared: when.nullable(),
    answered: when.nullable(),
  }),
  async run(ctx: Ctx, { tracebackId }) {
    const { row, sheet, standing } = await sheetRead(ctx, tracebackId, 'json');
    return {
      id: tracebackId,
      standing,
      sheet,
      prepared: toldOrNull(ctx, row.preparedAt),
      answered: toldOrNull(ctx, row.answeredAt),
    };
  },
});

export const printAnswer = streaming({
  http: 'GET /v1/tracebacks/{tracebackId}/answer/pdf',
  says: 'The same on a page as PDF; one that names a customer says that it is a draft until a second person has approved it',
  law: tracebackLaw,
  may,
  by: 'anyone',
  takes: z.strictObject({ tracebackId: id }),
  reads: null,
  writes: 'application/pdf',
  async *stream(work: Work, { tracebackId }) {
    yield render(
      await work.transaction(async (ctx) => {
        const { row, sheet, standing } = await sheetRead(ctx, tracebackId, 'pdf');
        const { name: carrier, demo } = ctx.carrier;
        const createdAt = new Date(row.preparedAt ?? ctx.at).toISOString();
        return documentOf(sheet, standing, { carrier, createdAt, demo });
      }),
    );
  },
});
