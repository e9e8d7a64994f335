import type { OperationName } from '../../client/types.ts';

/** The duties of the rail, in its order. */
export const duties = [
  'today',
  'portfolio',
  'customers',
  'notices',
  'campaigns',
  'partners',
  'desk',
  'incidents',
  'network',
  'filings',
  'evidence',
] as const;
export type Duty = (typeof duties)[number];

/** What rail, command palette and keys know of a screen. */
export type Screen = {
  readonly duty: Duty;
  readonly label: string;
  /** one line for the command palette */
  readonly says: string;
  /** the letter after `g` that goes there, or null */
  readonly key: string | null;
  /** who may not ask these does not see it offered */
  readonly asks: readonly OperationName[];
  /** `counsel-of-several`: only who is counsel of more carriers than one sees it offered */
  readonly offered: 'to-all' | 'counsel-of-several';
};

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** null where the address is reached from another screen only */
    readonly screen: Screen | null;
  }
}
