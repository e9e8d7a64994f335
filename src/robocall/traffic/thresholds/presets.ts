import type { Counts } from '../metrics/measure.ts';
import type { ThresholdKind } from './kind.ts';
import { toldPresets } from './told-presets.ts';

/** What a preset looks at; all are made of `Counts`, from a least number on. */
export type PresetTest = {
  readonly metric: string;
  readonly limit: number;
  /** Calls below which the preset says nothing. */
  readonly fewest: number;
  readonly hits: (of: Counts) => boolean;
};

/** A published threshold as its source words it: named, with whose it is. None is the law unless its kind says so. */
export type Preset = {
  readonly name: string;
  readonly says: string;
  readonly kind: ThresholdKind;
  readonly source: string;
  readonly window: string;
  /** Whether all tests must hold or any one; no test where call records alone cannot tell. */
  readonly when: 'all' | 'any';
  readonly tests: readonly PresetTest[];
};

type Part = (of: Counts) => number;
type Made = (metric: string, limit: number, fewest: number, hits: Part, all: Part) => PresetTest;

const comparing =
  (isHit: (share: number, limit: number) => boolean): Made =>
  (metric, limit, fewest, hits, all) => ({
    metric,
    limit,
    fewest,
    hits: (of) => all(of) >= fewest && isHit(all(of) === 0 ? 0 : hits(of) / all(of), limit),
  });
const above = comparing((share, limit) => share > limit);
const reaching = comparing((share, limit) => share >= limit);
const below = comparing((share, limit) => share < limit);

const answered: Part = (of) => of.answered;
const attempts: Part = (of) => of.attempts;
const completable: Part = (of) => of.completable;
const completed: Part = (of) => of.completed;
const short6: Part = (of) => of.short6;
const talkSeconds: Part = (of) => of.talkMs / 1000;

/** The published thresholds of commerce, courts, proposals and measurements; those that counts of calls can tell serve as baselines of `evaluate`. */
export const presets: readonly Preset[] = [
  {
    name: 'telnyx-short-calls',
    says: 'more than 15 % of connected calls last six seconds or less',
    kind: 'commercial',
    source: 'Telnyx, support article 1130707',
    window: 'week, UTC',
    when: 'all',
    tests: [above('short6 of answered', 0.15, 20, short6, answered)],
  },
  {
    name: 'global-crossing-short-calls',
    says: 'more than 10 % of calls last six seconds or less',
    kind: 'commercial',
    source: 'Global Crossing 2009, press text',
    window: 'month',
    when: 'all',
    tests: [above('short6 of answered', 0.1, 20, short6, answered)],
  },
  {
    name: 'paetec-completion',
    says: 'completion below 60 %',
    kind: 'commercial',
    source: 'Paetec 2008, press text',
    window: 'month',
    when: 'all',
    tests: [below('completion', 0.6, 20, completed, completable)],
  },
  {
    name: 'genesys-short-calls',
    says: '15 % short calls after a hundred calls',
    kind: 'commercial',
    source: 'Genesys Cloud',
    window: 'month',
    when: 'all',
    tests: [reaching('short6 of answered', 0.15, 100, short6, answered)],
  },
  {
    name: 'volli-short-calls',
    says: 'more than 20 % of calls below six seconds, above 120 calls an hour',
    kind: 'commercial',
    source: 'Volli Communications, robocall mitigation program',
    window: 'hour',
    when: 'all',
    tests: [above('under6 of attempts', 0.2, 121, (of) => of.under6, attempts)],
  },
  {
    name: 'volli-completion',
    says: 'completion below 50 %, above 120 calls an hour',
    kind: 'commercial',
    source: 'Volli Communications, robocall mitigation program',
    window: 'hour',
    when: 'all',
    tests: [below('completion', 0.5, 121, completed, completable)],
  },
  {
    name: 'zipdx-dialer',
    says: 'average talk below a minute and 90 % of calls below a minute: dialer traffic',
    kind: 'commercial',
    source: 'ZipDX, legalcallsonly.org, Dialer traffic in the spotlight',
    window: 'any',
    when: 'all',
    tests: [
      below('average talk seconds', 60, 20, talkSeconds, answered),
      reaching('under60 of answered', 0.9, 20, (of) => of.under60, answered),
    ],
  },
  {
    name: 'zipdx-not-conversational',
    says: 'average talk below three minutes, or under a fifth of calls over two minutes: not conversational',
    kind: 'commercial',
    source: 'ZipDX, legalcallsonly.org, Dialer traffic in the spotlight',
    window: 'any',
    when: 'any',
    tests: [
      below('average talk seconds', 180, 20, talkSeconds, answered),
      below('over120 of answered', 0.2, 20, (of) => of.over120, answered),
    ],
  },
  {
    name: 'volli-refused',
    says: 'more than 20 % of calls refused or blocked (403, 607, 608), above 120 calls an hour',
    kind: 'commercial',
    source: 'Volli Communications, robocall mitigation program',
    window: 'hour',
    when: 'all',
    tests: [above('refused of attempts', 0.2, 121, (of) => of.rejected + of.blocked, completable)],
  },
  {
    name: 'phoenix-conversation',
    says: 'completion below 50 % or average talk below 60 s',
    kind: 'commercial',
    source: 'Phoenix Solutions, article 48001230058',
    window: 'any',
    when: 'any',
    tests: [
      below('completion', 0.5, 20, completed, completable),
      below('average talk seconds', 60, 20, talkSeconds, answered),
    ],
  },
  {
    name: 'phoenix-call-centre',
    says: 'completion below 40 % or average talk below 30 s',
    kind: 'commercial',
    source: 'Phoenix Solutions, article 48001230058',
    window: 'any',
    when: 'any',
    tests: [
      below('completion', 0.4, 20, completed, completable),
      below('average talk seconds', 30, 20, talkSeconds, answered),
    ],
  },
  {
    name: 'non-cli-floor',
    says: 'completion below 5 % or average talk below 15 s: no more capacity',
    kind: 'commercial',
    source: 'non-cli.site',
    window: 'any',
    when: 'any',
    tests: [
      below('completion', 0.05, 20, completed, completable),
      below('average talk seconds', 15, 20, talkSeconds, answered),
    ],
  },
  {
    name: 'avid-short-talks',
    says: 'about 93 % of calls below fifteen seconds',
    kind: 'court-order',
    source: 'Arizona et al. v. Michael D. Lansky LLC (Avid Telecom), 4:23-cv-00233, complaint',
    window: 'any',
    when: 'all',
    tests: [reaching('under15 of answered', 0.93, 20, (of) => of.under15, answered)],
  },
  {
    name: 'xcast-average-talk',
    says: 'calls of 6.5 s on average, most below ten',
    kind: 'court-order',
    source: 'United States v. XCast Labs, 2:23-cv-03646, complaint',
    window: 'any',
    when: 'all',
    tests: [below('average talk seconds', 6.5, 20, talkSeconds, answered)],
  },
  {
    name: 'short-or-silent',
    says: 'half of robocalls to a honeypot are short or silent',
    kind: 'research',
    source: 'ZipDX RRAPTOR, Robocall Radar 3; NCSU, Who is calling?',
    window: 'any',
    when: 'all',
    tests: [above('short6 of answered', 0.5, 20, short6, answered)],
  },
  ...toldPresets,
];

/** Whether counts hit a preset; null where call records cannot tell. */
export const hitsPreset = ({ tests, when }: Preset, of: Counts): boolean | null => {
  if (tests.length === 0) return null;
  return when === 'all' ? tests.every((test) => test.hits(of)) : tests.some((test) => test.hits(of));
};
