import { z } from 'zod';
import type { Work } from '../../../db/context.ts';
import { streaming } from '../../../kernel/operation.ts';
import { Problem, refuse } from '../../../kernel/problem.ts';
import { csvRows } from '../../customers/import/csv.ts';
import { enterForm, readForm } from './enter.ts';

const header = ['image_sha256', 'received_on', 'choice', 'scanned'] as const;

const formOf = (cells: readonly string[]) => {
  const [imageHash, receivedOn, choice, scanned = ''] = cells.map((cell) => cell.trim());
  return readForm.safeParse({
    imageHash: imageHash?.toLowerCase(),
    receivedOn,
    choice,
    scanned: scanned === '' ? null : scanned,
  });
};

const line = (value: object): string => `${JSON.stringify(value)}\n`;

/** One row's result; each row is a transaction of its own, so that a bad one holds up no other. */
const rowResult = async (work: Work, number: number, cells: readonly string[]): Promise<object> => {
  const form = formOf(cells);
  if (!form.success)
    return {
      line: number,
      outcome: 'rejected',
      why: `${form.error.issues.map(({ path }) => path.join('.')).join(', ')}: not as expected`,
    };
  try {
    return { line: number, ...(await work.transaction((ctx) => enterForm(ctx, form.data))) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { line: number, outcome: 'rejected', why: error.facts.detail };
  }
};

export const importReturnedForms = streaming({
  http: 'POST /v1/returned-forms:import',
  says: `Enter a batch of returned forms as CSV with the columns ${header.join(', ')}; each row gets its result, a repeated file changes nothing`,
  law: ['47 CFR 64.2007(a)(2)', '47 CFR 64.2008(d)(3)(v)'],
  may: ['agent', 'marketing', 'supervisor', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({}),
  reads: 'text/csv',
  writes: 'application/x-ndjson',
  async *stream(work: Work, _input, body) {
    let seen = false;
    for await (const { line: number, cells, broken } of csvRows(body)) {
      if (cells === null) {
        yield line({ line: number, outcome: 'rejected', why: broken });
      } else if (!seen) {
        seen = true;
        if (cells.map((cell) => cell.trim()).join() !== header.join())
          refuse('invalid-input', 'The first line does not name the columns.', `Write: ${header.join(',')}`);
      } else {
        yield line(await rowResult(work, number, cells));
      }
    }
  },
});
