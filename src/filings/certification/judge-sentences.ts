import { finder } from '../../carriers/promises/check.ts';
import { controlsOf } from '../../carriers/promises/codes.ts';
import { type Control, type Finding, together } from '../../carriers/promises/controls.ts';
import { evidenceFrom, markOf } from '../../carriers/promises/evidence.ts';
import { yearPeriod } from '../../carriers/promises/local-time.ts';
import { breachBearing } from '../../cpni/breaches/bearing.ts';
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
  readonly breachesOn: Awaited<ReturnType<typeof breachBearing>>;
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

const judged = async (template: Template, judging: Judging) => {
  const evidence = await evidenceOf(template, judging);
  const breaches = judging.breachesOn(template.concepts);
  const mark = markOf([...partsOf(template, evidence, judging.codes), ...breaches]);
  return { mark, controls: evidence.map(({ control }) => control), evidence: asJson([...evidence, ...breaches]) };
};

/** Writes the statement of the year anew from the records, as the filing's next round. Gives that round's number. */
export const judgeSentences = async (ctx: Ctx, filing: Filing, controls: readonly Control[]): Promise<number> => {
  const { from, until } = yearPeriod(ctx, filing.year);
  const period = { from, until: Math.min(until, ctx.at) };
  const find = finder(ctx, period, controls);
  const breachesOn = await breachBearing(ctx, period);
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
        ...(await judged(template, { find, controls, codes: telling.codes, breachesOn })),
        judgedAt: ctx.at,
      });
    }
  }
  await ctx.tx.insertInto('filingSentence').values(rows).execute();
  return round;
};
