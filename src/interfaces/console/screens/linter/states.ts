import type { Tone } from '../../parts/chip.tsx';
import { words } from './words.ts';

/** A defect as `lint.text` tells it. */
export type Finding = {
  readonly code: string;
  readonly severity: keyof typeof words.severities;
  readonly line: number | null;
  readonly quote: string | null;
  readonly message: string;
  readonly cite: string;
  readonly row: string;
  readonly fix: string;
};

export type Linted = { readonly kind: keyof typeof words.readAs; readonly findings: readonly Finding[] };

const tones: Readonly<Record<Finding['severity'], Tone>> = { error: 'bad', warning: 'warn', info: 'plain' };

/** How grave a defect is, in words. */
export const severityOf = ({ severity }: Finding) => ({ tone: tones[severity], words: words.severities[severity] });

/** Where it stands, in words. */
export const placeOf = ({ line }: Finding): string => (line === null ? words.absent : words.line(line));

/** How many of each. */
export const countsOf = (findings: readonly Finding[]): string => {
  const of = (severity: Finding['severity']): number => findings.filter((each) => each.severity === severity).length;
  return words.counted(of('error'), of('warning'), of('info'));
};
