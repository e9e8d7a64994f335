import { z } from 'zod';
import { seesSecrecy } from '../../carriers/under-seal.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { everyone, gathering, operation, streaming } from '../../kernel/operation.ts';
import { found, Problem, problems } from '../../kernel/problem.ts';
import { askers } from './askers.ts';
import { decideAll, decideEach } from './decide.ts';
import { answered, question } from './record.ts';

const law = ['47 CFR 64.2009(a)', '47 CFR 64.2007(b)', '47 USC 222(c)(1)'];

export const askDecision = gathering({
  http: 'POST /v1/decisions',
  says: 'May this CPNI be used so? Asked before every use; the answer names the paragraph that decides and is kept',
  law,
  may: askers,
  by: 'anyone',
  takes: question,
  gives: answered,
  runEach: (ctx: Ctx, questions) => decideEach(ctx, questions),
});

export const askBatch = operation({
  http: 'POST /v1/decisions:batch',
  says: 'The same question for up to 10,000 customers, or several questions at once; all are answered or none',
  law,
  may: askers,
  by: 'anyone',
  takes: z.strictObject({ questions: z.array(question).min(1).max(10_000) }),
  gives: z.strictObject({ answers: z.array(answered) }),
  run: async (ctx: Ctx, { questions }) => ({ answers: await decideAll(ctx, questions) }),
});

async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield* parts.filter((line) => line.trim() !== '');
  }
  if (rest.trim() !== '') yield rest;
}

const parsedLine = (line: string): z.output<typeof question> | string => {
  try {
    const result = question.safeParse(JSON.parse(line));
    if (result.success) return result.data;
    return result.error.issues.map((issue) => `'${issue.path.join('.')}': ${issue.message}`).join('; ');
  } catch {
    return 'the line is not JSON';
  }
};

const invalid = (detail: string): string => {
  const { status, title } = problems['invalid-input'];
  return JSON.stringify({
    problem: {
      type: '/problems/invalid-input',
      status,
      title,
      detail,
      fix: 'Mend this line and send it again.',
      cite: null,
    },
  });
};

/** Answers a batch in one transaction, a line each. */
const answeredLines = async (work: Work, batch: readonly (z.output<typeof question> | string)[]): Promise<string[]> => {
  const good = batch.filter((line) => typeof line !== 'string');
  const answers = good.length === 0 ? [] : await work.transaction((ctx) => decideEach(ctx, good));
  const next = answers.values();
  return batch.map((line) => {
    if (typeof line === 'string') return invalid(line);
    const answer = next.next().value;
    if (answer === undefined) throw new Error('a question was not answered');
    return answer instanceof Problem ? invalid(answer.facts.detail) : JSON.stringify(answer);
  });
};

export const askStream = streaming({
  http: 'POST /v1/decisions:stream',
  says: 'Questions as NDJSON in, answers as NDJSON out, in order, in short transactions; a bad line is answered as a problem',
  law,
  may: askers,
  by: 'anyone',
  takes: z.strictObject({}),
  reads: 'application/x-ndjson',
  writes: 'application/x-ndjson',
  async *stream(work: Work, _input, body) {
    let batch: (z.output<typeof question> | string)[] = [];
    for await (const line of linesOf(body)) {
      batch.push(parsedLine(line));
      if (batch.length < 500) continue;
      yield `${(await answeredLines(work, batch)).join('\n')}\n`;
      batch = [];
    }
    if (batch.length > 0) yield `${(await answeredLines(work, batch)).join('\n')}\n`;
  },
});

export const showDecision = operation({
  http: 'GET /v1/decisions/{decisionId}',
  says: 'A decision as it was given: the use, the answer, every paragraph weighed, what was read; one under seal is shown to those who answer demands only',
  law,
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ decisionId: id }),
  gives: z.strictObject({
    decisionId: id,
    customerId: id,
    allowed: z.boolean(),
    basis: z.string(),
    cite: z.string().nullable(),
    missing: z.array(z.string()),
    at: z.string(),
    historical: z.boolean(),
    use: z.record(z.string(), z.unknown()),
    answer: z.record(z.string(), z.unknown()),
    facts: z.array(z.unknown()),
    actor: z.string(),
    entryId: id,
  }),
  async run(ctx: Ctx, { decisionId }) {
    const row = await ctx.tx
      .selectFrom('decision')
      .innerJoin('ledgerEntry', 'ledgerEntry.id', 'decision.entryId')
      .selectAll('decision')
      .where('decision.id', '=', decisionId)
      .where('ledgerEntry.secrecy', 'in', seesSecrecy(ctx))
      .executeTakeFirst();
    const { id: rowId, carrierId: _, recordedAt: __, version: ___, at, ...kept } = found(row, 'decision');
    return { decisionId: rowId, at: new Date(at).toISOString(), ...kept };
  },
});
