/** What every document says about itself. */
export interface Frame {
  /** The carrier in the footer and in the file's properties. */
  readonly carrier: string;
  /** RFC 3339 instant that becomes the file's creation date; a fact, so that the same facts give the same bytes. */
  readonly createdAt: string;
  /** True prints the demo mark on every page. */
  readonly demo: boolean;
}

/** A company that a filing covers. */
export interface Company {
  readonly name: string;
  readonly filerId: string;
}

/** Somebody who answers questions; `address` line by line. */
export interface Contact {
  readonly name: string;
  readonly organization: string;
  readonly address: readonly string[];
  readonly telephone: string;
  readonly email: string;
}

/** The earlier filing that this one supersedes, and what changed, one matter an item. */
export interface Amendment {
  readonly supersedesFilingOf: string;
  readonly confirmation: string | null;
  readonly changes: readonly string[];
}

/** `not-in-compliance` gives its reasons; `rest` says whether the officer certifies everything else. */
export type Outcome =
  | { readonly kind: 'in-compliance' }
  | {
      readonly kind: 'not-in-compliance';
      readonly because: readonly Sentence[];
      readonly rest: 'adequate' | 'not-certified';
    };

/** A sentence of the filing. Only the complete edition prints a confidential one. */
export interface Sentence {
  readonly text: string;
  readonly treatment: 'public' | 'confidential';
}

/** `complete` prints all; `public` is the redacted form that goes with a request under 47 CFR 0.459. */
export type Edition = 'complete' | 'public';

/** `conformed` prints "/s/ name"; `blank` leaves the lines for a pen. */
export type Signature =
  | { readonly kind: 'blank' }
  | { readonly kind: 'conformed'; readonly name: string; readonly signedOn: string };
