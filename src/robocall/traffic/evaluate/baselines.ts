import type { Counts } from '../metrics/measure.ts';
import { rounded, share } from '../metrics/proportion.ts';
import { hitsPreset, presets } from '../thresholds/presets.ts';
import { averagePrecision } from './figures.ts';

type Plain = { readonly name: string; readonly score: (of: Counts) => number };

/** Single figures by which traffic is often ranked: the higher, the more suspicious. */
const plain: readonly Plain[] = [
  { name: 'share of six-second calls', score: (of) => share(of.short6, of.answered) },
  { name: 'share below fifteen seconds', score: (of) => share(of.under15, of.answered) },
  { name: 'low completion', score: (of) => 1 - share(of.completed, of.completable) },
  { name: 'short average talk', score: (of) => -share(of.talkMs, of.answered) },
  { name: 'attempts', score: (of) => of.attempts },
];

/** An account-day with its counts and its label. */
export type Labelled = { readonly of: Counts; readonly label: 'legal' | 'illegal' };

/** What each published threshold and each plain ranking would have found. */
export const baselinesOf = (days: readonly Labelled[]) => {
  const illegal = days.filter(({ label }) => label === 'illegal').length;
  const thresholds = presets
    .filter(({ tests }) => tests.length > 0)
    .map((preset) => {
      const flagged = days.filter(({ of }) => hitsPreset(preset, of) === true);
      const hits = flagged.filter(({ label }) => label === 'illegal').length;
      return {
        baseline: preset.name,
        precision: rounded(share(hits, flagged.length), 3),
        recall: rounded(share(hits, illegal), 3),
        falseAlarmsPerThousand: rounded(share(flagged.length - hits, days.length - illegal) * 1000, 3),
      };
    });
  const rankings = plain.map(({ name, score }) => ({
    baseline: name,
    averagePrecision: rounded(averagePrecision(days.map(({ of, label }) => ({ label, score: score(of) }))), 3),
  }));
  return { thresholds, rankings };
};
