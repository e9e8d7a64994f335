import { finder } from '../../carriers/promises/check.ts';
import type { Control, Finding } from '../../carriers/promises/controls.ts';
import { yearPeriod } from '../../carriers/promises/local-time.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import type { Filing, FilingSentence } from './record.ts';
import { chapters } from './sentences/chapters.ts';
import type { Template } from './sentences/template.ts';
import { tellingOf } from './telling.ts';

type Mark = FilingSentence['mark'];

/** One broken control contradicts; all kept support; some kept support partly; none leaves the sentence untested. */
export const markOf = (findings: readonly Pick<Finding, 'status'>[]): Mark => {
  if (findings.some(({ status }) => status === 'not kept')) return 'contradicted';
  const kept = findings.filter(({ status }) => status === 'kept').length;
  if (kept === 0) return 'untested';
  return kept === findings.length ? 'supported' : 'partly';
};

const evidenceOf = async (
  template: Template,
  find: (id: string) => Promise<Finding>,
  controls: readonly Control[],
): Promise<FilingSentence['evidence']> => {
  const evidence: FilingSentence['evidence'] = [];
  for (const id of template.controls) {
    const { status, because, counts, samples } = await find(id);
    const query = controls.find((control) => control.id === id)?.says ?? 'no such query exists yet';
    evidence.push({ control: id, query, status, because, counts: { ...counts }, samples: samples.slice(0, 3) });
  }
  return evidence;
};

/** Writes the statement of the year anew from the records, as the filing's next round. Gives that round's number. */
export const judgeSentences = async (ctx: Ctx, filing: Filing, controls: readonly Control[]): Promise<number> => {
  const { from, until } = yearPeriod(ctx, filing.year);
  const find = finder(ctx, { from, until: Math.min(until, ctx.at) }, controls);
  const telling = await tellingOf(ctx, filing.year);
  const round = filing.round + 1;
  const rows = [];
  let chapter = 0;
  for (const { heading, templates } of chapters) {
    const written = templates.filter(({ when }) => when(telling));
    if (written.length === 0) continue;
    chapter += 1;
    for (const [index, template] of written.entries()) {
      const evidence = await evidenceOf(template, find, controls);
      rows.push({
        id: ctx.id(),
        filingId: filing.id,
        round,
        section: heading,
        chapter,
        position: index + 1,
        code: template.code,
        text: template.text(telling),
        concepts: [...template.concepts],
        cites: [...template.cites],
        controls: [...template.controls],
        mark: markOf(evidence),
        evidence: asJson(evidence),
        judgedAt: ctx.at,
      });
    }
  }
  await ctx.tx.insertInto('filingSentence').values(rows).execute();
  return round;
};
