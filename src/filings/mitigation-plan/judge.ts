import { finder } from '../../carriers/promises/check.ts';
import type { Control, Finding } from '../../carriers/promises/controls.ts';
import { evidenceFrom, markOf } from '../../carriers/promises/evidence.ts';
import type { Ctx } from '../../db/context.ts';
import { DAY } from '../../kernel/time.ts';
import type { PlanSentence } from './record.ts';
import { planChapters } from './sentences/chapters.ts';
import type { PlanTemplate } from './sentences/template.ts';
import type { PlanTelling } from './telling.ts';

/** A sentence as the records say it now, before anybody asked whether it is kept. */
export type Said = Omit<PlanSentence, 'mark' | 'evidence'>;

/** The sentences of a plan as the records say them now. Pure. */
export const saidNow = (telling: PlanTelling): readonly Said[] => {
  const chapters = planChapters
    .map(({ heading, templates }) => ({ heading, templates: templates.filter(({ when }) => when(telling)) }))
    .filter(({ templates }) => templates.length > 0);
  return chapters.flatMap(({ heading, templates }, chapter) =>
    templates.map((template: PlanTemplate, index) => ({
      section: heading,
      number: `${chapter + 1}.${index + 1}`,
      code: template.code,
      text: template.text(telling),
      concepts: [...template.concepts],
      cites: [...template.cites],
      controls: [...template.controls],
    })),
  );
};

/** Codes of the sentences that differ between what was said and what would be said, in the order of the plan. */
export const differing = (said: readonly Said[], now: readonly Said[]): readonly string[] => {
  const text = (of: readonly Said[], code: string) => of.find((one) => one.code === code)?.text ?? null;
  const codes = [...new Set([...said, ...now].map(({ code }) => code))];
  return codes.filter((code) => text(said, code) !== text(now, code));
};

/** Each sentence with what its controls found over the past year. */
export const judgePlan = async (
  ctx: Ctx,
  said: readonly Said[],
  controls: readonly Control[],
): Promise<PlanSentence[]> => {
  const find = finder(ctx, { from: ctx.at - 365 * DAY, until: ctx.at }, controls);
  const judged: PlanSentence[] = [];
  for (const sentence of said) {
    const findings: (Finding & { id: string })[] = [];
    for (const id of sentence.controls) findings.push({ id, ...(await find(id)) });
    const evidence = findings.map(({ id, ...finding }) => evidenceFrom(id, finding, controls));
    judged.push({ ...sentence, mark: markOf(findings), evidence });
  }
  return judged;
};
