import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { controlsOf } from './codes.ts';
import { type Control, type Finding, type Period, together } from './controls.ts';
import { type Bearing, evidence, evidenceFrom, mark, markOf } from './evidence.ts';
import { told, yearPeriod } from './local-time.ts';
import { readFiling, shownFiling, shownPromise } from './show.ts';

const finding = z.strictObject({
  status: z.enum(['kept', 'not kept', 'untested']),
  because: z.string(),
  counts: z.record(z.string(), z.number()),
  samples: z.array(z.string()),
});

const judgedPromise = shownPromise.extend({ ...finding.shape, mark, evidence: z.array(evidence) });

/** Answers what a control found in a period, running each at most once. A control that does not exist leaves its promise untested. */
export const finder = (ctx: Ctx, period: Period, controls: readonly Control[]): ((id: string) => Promise<Finding>) => {
  const known = new Map(controls.map((control) => [control.id, control]));
  const found = new Map<string, Finding>();
  return async (control) => {
    const before = found.get(control);
    if (before !== undefined) return before;
    const because = `no control '${control}' exists yet`;
    const none: Finding = { status: 'untested', because, counts: {}, samples: [] };
    const now = (await known.get(control)?.check(ctx, period)) ?? none;
    found.set(control, now);
    return now;
  };
};

const copied = (one: Finding): z.input<typeof finding> => ({
  ...one,
  counts: { ...one.counts },
  samples: [...one.samples],
});

/** Each concept that a sentence states is one part of it; so a sentence may be kept in part. */
const partsOf = (
  { concepts, codes }: Pick<z.output<typeof shownPromise>, 'concepts' | 'codes'>,
  findings: ReadonlyMap<string, Finding>,
): Finding[] =>
  concepts.map((concept) =>
    together(controlsOf([concept], new Set(codes)).flatMap((control) => findings.get(control) ?? [])),
  );

/** The part of a year that has passed: from its start to its end or now. */
const passed = (ctx: Ctx, year: number): Period => {
  const { from, until } = yearPeriod(ctx, year);
  if (from >= ctx.at) refuse('invalid-input', `'year': ${year} has not begun.`, 'Give a year with records.');
  return { from, until: Math.min(until, ctx.at) };
};

/** The operation that shows each promise of a filing as kept, not kept or untested, by the controls that exist and what else bears on it. */
export const checkPromises = (controls: readonly Control[], bearing: Bearing) =>
  operation({
    http: 'GET /v1/promises/filings/{filingId}/check',
    says: 'Each promise of a filing over a year: kept, not kept or untested, with the reason, what each control counted, and sample records',
    law: ['47 CFR 64.2009(e)'],
    may: everyone,
    by: 'anyone',
    takes: z.strictObject({ filingId: id, year: z.coerce.number().int().min(1996).max(9999) }),
    gives: z.strictObject({
      filing: shownFiling,
      from: when,
      until: when,
      kept: z.int(),
      notKept: z.int(),
      untested: z.int(),
      promises: z.array(judgedPromise),
    }),
    async run(ctx: Ctx, { filingId, year }) {
      const period = passed(ctx, year);
      const { promises, ...filing } = await readFiling(ctx, filingId);
      const find = finder(ctx, period, controls);
      const bearsOn = await bearing(ctx, period);
      const judged: z.output<typeof judgedPromise>[] = [];
      for (const promise of promises) {
        const findings = new Map<string, Finding>();
        for (const control of promise.controls) findings.set(control, await find(control));
        const beside = bearsOn(promise.concepts);
        judged.push({
          ...promise,
          ...copied(together([...findings.values(), ...beside])),
          mark: markOf([...partsOf(promise, findings), ...beside]),
          evidence: [...[...findings].map(([control, one]) => evidenceFrom(control, one, controls)), ...beside],
        });
      }
      const of = (status: Finding['status']) => judged.filter((promise) => promise.status === status).length;
      return {
        filing,
        from: told(ctx, period.from),
        until: told(ctx, period.until),
        kept: of('kept'),
        notKept: of('not kept'),
        untested: of('untested'),
        promises: judged,
      };
    },
  });
