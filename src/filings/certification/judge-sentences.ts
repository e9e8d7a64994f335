import { finder } from '../../carriers/promises/check.ts';
import { controlsOf } from '../../carriers/promises/codes.ts';
import { type Control, type Finding, together } from '../../carriers/promises/controls.ts';
import { evidenceFrom, markOf } from '../../carriers/promises/evidence.ts';
import { yearPeriod } from '../../carriers/promises/local-time.ts';
import { conceptsTouchedBy } from '../../cpni/breaches/concepts.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import type { Filing, FilingSentence } from './record.ts';
import { chapters } from './sentences/chapters.ts';
import type { Telling, Template } from './sentences/template.ts';
import { tellingOf } from './telling.ts';

type Evidence = FilingSentence['evidence'];

type Judging = {
  readonly find: (id: string) => Promise<Finding>;
  readonly controls: readonly Control[];
  readonly codes: Telling['codes'];
  readonly touches: readonly Touch[];
};

/** Each control behind a sentence, once: those of its promises, as the check of promises asks them, and its own. */
const evidenceOf = async (template: Template, { find, controls, codes }: Judging): Promise<Evidence> => {
  const evidence: Evidence = [];
  for (const id of new Set([...controlsOf(template.concepts, codes), ...template.also])) {
    evidence.push(evidenceFrom(id, await find(id), controls));
  }
  return evidence;
};

/** A promise behind a sentence is one part of it, and so is each control of its own: no mark is better than the check of the promise. */
const partsOf = ({ concepts, also }: Template, evidence: Evidence, codes: Telling['codes']): Finding[] => {
  const by = (ids: readonly string[]) => together(evidence.filter(({ control }) => ids.includes(control)));
  return [...concepts.map((concept) => by(controlsOf([concept], codes))), ...also.map((id) => by([id]))];
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
const breachEvidence = (template: Template, touches: readonly Touch[]): Evidence => {
  const touching = touches.filter(({ concept }) => template.concepts.includes(concept));
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

const judged = async (template: Template, judging: Judging) => {
  const evidence = await evidenceOf(template, judging);
  const breaches = breachEvidence(template, judging.touches);
  const mark = markOf([...partsOf(template, evidence, judging.codes), ...breaches]);
  return { mark, controls: evidence.map(({ control }) => control), evidence: asJson([...evidence, ...breaches]) };
};

/** Writes the statement of the year anew from the records, as the filing's next round. Gives that round's number. */
export const judgeSentences = async (ctx: Ctx, filing: Filing, controls: readonly Control[]): Promise<number> => {
  const { from, until } = yearPeriod(ctx, filing.year);
  const find = finder(ctx, { from, until: Math.min(until, ctx.at) }, controls);
  const touches = await breachMarks(ctx, from, Math.min(until, ctx.at));
  const telling = await tellingOf(ctx, filing.year);
  const round = filing.round + 1;
  const rows = [];
  let chapter = 0;
  for (const { heading, templates } of chapters) {
    const written = templates.filter(({ when }) => when(telling));
    if (written.length === 0) continue;
    chapter += 1;
    for (const [index, template] of written.entries()) {
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
        ...(await judged(template, { find, controls, codes: telling.codes, touches })),
        judgedAt: ctx.at,
      });
    }
  }
  await ctx.tx.insertInto('filingSentence').values(rows).execute();
  return round;
};
