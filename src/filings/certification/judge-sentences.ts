import { finder } from '../../carriers/promises/check.ts';
import type { Control, Finding } from '../../carriers/promises/controls.ts';
import { yearPeriod } from '../../carriers/promises/local-time.ts';
import { conceptsTouchedBy } from '../../cpni/breaches/concepts.ts';
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

type Touch = Awaited<ReturnType<typeof conceptsTouchedBy>>[number];

/** What the breaches discovered in a period do to the carrier's statements. */
const breachMarks = async (ctx: Ctx, from: number, until: number): Promise<readonly Touch[]> => {
  const breaches = await ctx.tx
    .selectFrom('breach')
    .select('id')
    .where('discoveredAt', '>=', from)
    .where('discoveredAt', '<', until)
    .execute();
  return conceptsTouchedBy(
    ctx,
    breaches.map(({ id }) => id),
  );
};

/** A breach that contradicts a sentence breaks it; one that touches it in part leaves it partly shown. */
const breachEvidence = (template: Template, marks: readonly Touch[]): FilingSentence['evidence'] => {
  const touching = marks.filter(({ concept }) => template.concepts.includes(concept));
  const breaches = [...new Set(touching.map(({ breachId }) => breachId))];
  if (breaches.length === 0) return [];
  const broken = touching.some(({ effect }) => effect === 'contradicts');
  return [
    {
      control: 'breach-concepts',
      query: 'No breach of the year touches what this sentence says',
      status: broken ? 'not kept' : 'untested',
      because: `${breaches.length} ${breaches.length === 1 ? 'breach' : 'breaches'} of the year ${broken ? 'contradict this' : 'make this true only in part'}`,
      counts: { breaches: breaches.length },
      samples: breaches.slice(0, 3).map((id) => `breach:${id}`),
    },
  ];
};

/** Writes the statement of the year anew from the records, as the filing's next round. Gives that round's number. */
export const judgeSentences = async (ctx: Ctx, filing: Filing, controls: readonly Control[]): Promise<number> => {
  const { from, until } = yearPeriod(ctx, filing.year);
  const find = finder(ctx, { from, until: Math.min(until, ctx.at) }, controls);
  const marks = await breachMarks(ctx, from, Math.min(until, ctx.at));
  const telling = await tellingOf(ctx, filing.year);
  const round = filing.round + 1;
  const rows = [];
  let chapter = 0;
  for (const { heading, templates } of chapters) {
    const written = templates.filter(({ when }) => when(telling));
    if (written.length === 0) continue;
    chapter += 1;
    for (const [index, template] of written.entries()) {
      const evidence = [...(await evidenceOf(template, find, controls)), ...breachEvidence(template, marks)];
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
