import type { PlanTelling } from '../telling.ts';

/** A sentence of a plan: when it is written, what it says, and the controls that must exist for it to be published at all. */
export type PlanTemplate = {
  readonly code: string;
  /** R1 to R34 of the catalogue */
  readonly concepts: readonly string[];
  readonly cites: readonly string[];
  readonly controls: readonly string[];
  readonly when: (t: PlanTelling) => boolean;
  readonly text: (t: PlanTelling) => string;
};

export type PlanChapter = { readonly heading: string; readonly templates: readonly PlanTemplate[] };

export const always = (): boolean => true;

/** Names in a row: "A, B and C". */
export const inWords = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? 'none') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const voice = ['voice-service-provider', 'wholesale-voice-service-provider'] as const;

/** Whether calls begin with the provider's customers. */
export const originates = ({ registration: { roles } }: PlanTelling): boolean =>
  voice.some((role) => roles.includes(role));
