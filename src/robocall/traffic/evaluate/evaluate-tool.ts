import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dateOfDay, type Zone, zone } from '../../../kernel/time.ts';
import type { ToolStreams } from '../../../kernel/tool.ts';
import { engineOf } from '../columnar/engine.ts';
import { generateFiles } from '../generate/files.ts';
import { generateOptions, wantedOf } from '../generate/generate-tool.ts';
import { type Weights, weights } from '../score/weights.ts';
import { flagFrom } from '../thresholds/limits.ts';
import { baselinesOf, type Labelled } from './baselines.ts';
import { type Beside, escapesOf, goalsOf, type Judged, pointsOf } from './escapes.ts';
import { byProfile, figuresOf, type Judgment } from './figures.ts';
import { type Example, fitWeights } from './fit.ts';
import { type JudgedFolder, judgeFolder, type Label, labelOf, type Place, readLabels } from './judge-folder.ts';

export const evaluateUsage =
  'compline traffic evaluate [--in FOLDER | --seed N --days N --legal N --illegal N --scale X --profiles A,B] [--weights shipped|fit]';

type Labels = ReadonlyMap<string, Label>;
type Serves = Label['serves'];

const sided = (
  labels: Labels,
  account: string,
  day: number,
  serves: Serves,
): (Label & { label: 'legal' | 'illegal' }) | null => {
  const label = labelOf(labels, account, day);
  if (label === null || label.serves !== serves || label.label === 'quiet') return null;
  return { ...label, label: label.label };
};

type Day = Judgment & Judged;

const judgments = ({ judged }: JudgedFolder, labels: Labels, serves: Serves, used: Weights): readonly Day[] =>
  judged.flatMap(({ group, score, findings }) => {
    const label = sided(labels, group.account, group.day, serves);
    if (label === null) return [];
    const points = pointsOf(findings, used);
    return [{ ...label, day: dateOfDay(group.day), score, isFlagged: score >= flagFrom, points }];
  });

const examples = ({ judged }: JudgedFolder, labels: Labels): readonly Example[] =>
  judged.flatMap(({ group, findings }) => {
    const label = sided(labels, group.account, group.day, 'fit');
    return label === null ? [] : [{ findings, label: label.label }];
  });

const labelled = ({ days }: JudgedFolder, labels: Labels): readonly Labelled[] =>
  days.flatMap(({ whole }) => {
    const label = sided(labels, whole.account, whole.day, 'left-out');
    return label === null ? [] : [{ of: whole.of, label: label.label }];
  });

const channels: readonly Beside[] = ['side-channels', 'calls-only'];

const turns = 3;

/** Weights fitted on the profiles that serve it; the part of an account that speaks changes with them, so in turns. */
const fitted = async (place: Place, labels: Labels, inZone: Zone): Promise<Weights> => {
  let made: Weights = weights;
  for (let turn = 0; turn < turns; turn += 1) {
    const all: Example[] = [];
    for (const beside of channels)
      all.push(...examples(await judgeFolder(place, made, { beside, zone: inZone }), labels));
    made = fitWeights(all, weights);
  }
  return made;
};

const evaluate = async (
  place: Place,
  which: 'shipped' | 'fit',
  inZone: Zone,
  write: ToolStreams['write'],
): Promise<void> => {
  const labels = await readLabels(place.folder);
  const line = (row: object): Promise<void> => write(`${JSON.stringify(row)}\n`);
  const used = which === 'fit' ? await fitted(place, labels, inZone) : weights;
  if (which === 'fit') await line({ weights: used });
  for (const beside of channels) {
    const judged = await judgeFolder(place, used, { beside, zone: inZone });
    for (const serves of ['left-out', 'fit'] as const) {
      const of = judgments(judged, labels, serves, used);
      if (of.length === 0) continue;
      const figures = figuresOf(of);
      await line({ beside, profiles: serves, ...figures });
      for (const row of byProfile(of)) await line({ beside, profiles: serves, ...row });
      if (serves === 'fit') continue;
      for (const row of [...goalsOf(beside, figures), ...escapesOf(of)])
        await line({ beside, profiles: serves, ...row });
    }
    if (beside === 'side-channels') continue;
    const { thresholds, rankings } = baselinesOf(labelled(judged, labels));
    for (const row of [...thresholds, ...rankings]) await line({ profiles: 'left-out', ...row });
  }
};

/**
 * `compline traffic evaluate`: judges labelled traffic, generated or one's own, and tells precision, recall, average precision and
 * false alarms per 1,000 legal account-days, with all that stands beside the calls and by the calls alone, beside plain thresholds; and of
 * the profiles left out of fitting whether the goals are reached, which escape and why.
 */
export const evaluateTool = async (args: readonly string[], { write, complain }: ToolStreams): Promise<number> => {
  const usage = (why: string): number => {
    complain(`compline: ${why}. Usage: ${evaluateUsage}`);
    return 2;
  };
  const own = await mkdtemp(join(tmpdir(), 'compline-evaluate-'));
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { ...generateOptions, in: { type: 'string' }, weights: { type: 'string', default: 'shipped' } },
    });
    const wanted = wantedOf(values);
    if (typeof wanted === 'string') return usage(wanted);
    const which = values.weights;
    if (which !== 'shipped' && which !== 'fit') return usage('--weights is shipped or fit');
    const inZone = zone('America/New_York');
    if (inZone === null) throw new Error('this runtime knows no zone America/New_York');
    if (values.in === undefined) complain(`compline: ${await generateFiles(wanted, own)} calls were generated`);
    await evaluate({ engine: engineOf(own), own, folder: values.in ?? own }, which, inZone, write);
    return 0;
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  } finally {
    await rm(own, { recursive: true, force: true });
  }
};
