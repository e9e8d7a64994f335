import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { type Figures, figuresOf } from './figures.ts';
import { filingOf, sentencesOf } from './find.ts';
import type { Filing, FilingSentence } from './record.ts';
import { mayRead } from './show.ts';

const compared = [
  ...(['decisions', 'denied', 'campaigns', 'released', 'approached', 'leftOut', 'notices', 'approvals'] as const),
  ...(['refusals', 'disclosures', 'incidents', 'breaches', 'complaints', 'dataBrokerActions', 'staff'] as const),
  ...(['trained', 'discipline', 'exceptions'] as const),
];

const sentenceChange = z.strictObject({
  code: z.string(),
  change: z.enum(['new', 'gone', 'reworded', 'marked otherwise']),
  before: z.string().nullable(),
  now: z.string().nullable(),
});
const figureChange = z.strictObject({ figure: z.enum(compared), before: z.number(), now: z.number() });

const lastBefore = (ctx: Ctx, year: number): Promise<Filing | undefined> =>
  ctx.tx
    .selectFrom('filing')
    .selectAll()
    .where('kind', '=', 'certification')
    .where('year', '<', year)
    .where('state', '=', 'filed')
    .orderBy('year', 'desc')
    .limit(1)
    .executeTakeFirst();

// each year has its own numbers and its own year: they are compared as figures
const withoutNumbers = (text: string): string => text.replaceAll(/\b(no|\d[\d,]*)\b/gi, '#').replaceAll(/\s+/g, ' ');

/** Which sentences came, went, read otherwise or have another mark, in the order of the newer statement; what went comes last. Pure. */
export const sentencesSince = (
  before: readonly Pick<FilingSentence, 'code' | 'text' | 'mark'>[],
  now: readonly Pick<FilingSentence, 'code' | 'text' | 'mark'>[],
): readonly z.output<typeof sentenceChange>[] => {
  const old = new Map(before.map((sentence) => [sentence.code, sentence]));
  const kept = new Set(now.map(({ code }) => code));
  const came = now.flatMap(({ code, text, mark }): z.output<typeof sentenceChange>[] => {
    const was = old.get(code);
    if (was === undefined) return [{ code, change: 'new', before: null, now: text }];
    if (withoutNumbers(was.text) !== withoutNumbers(text))
      return [{ code, change: 'reworded', before: was.text, now: text }];
    return was.mark === mark ? [] : [{ code, change: 'marked otherwise', before: was.mark, now: mark }];
  });
  const went = before.filter(({ code }) => !kept.has(code));
  return [...came, ...went.map(({ code, text }) => ({ code, change: 'gone' as const, before: text, now: null }))];
};

const figuresSince = (before: Figures, now: Figures): z.output<typeof figureChange>[] =>
  compared.flatMap((figure) =>
    before[figure] === now[figure] ? [] : { figure, before: before[figure], now: now[figure] },
  );

export const sinceLast = operation({
  http: 'GET /v1/filings/{filingId}/since-last',
  says: 'What changed since the last certification that was filed here: sentences that came, went, read otherwise or are marked otherwise, and the figures of both years',
  law: ['47 CFR 64.2009(e)'],
  may: mayRead,
  by: 'anyone',
  takes: z.strictObject({ filingId: id }),
  gives: z.strictObject({
    /** null: none was filed here before */
    last: z.strictObject({ filingId: id, year: z.int() }).nullable(),
    sentences: z.array(sentenceChange),
    figures: z.array(figureChange),
  }),
  async run(ctx: Ctx, { filingId }) {
    const filing = await filingOf(ctx, filingId);
    const last = await lastBefore(ctx, filing.year);
    if (last === undefined) return { last: null, sentences: [], figures: [] };
    const sentences = sentencesSince(await sentencesOf(ctx, last), await sentencesOf(ctx, filing));
    const figures = figuresSince(await figuresOf(ctx, last.year), await figuresOf(ctx, filing.year));
    return { last: { filingId: last.id, year: last.year }, sentences: [...sentences], figures };
  },
});
