import type { Coverage } from './coverage.ts';
import type { Recipient } from './facts.ts';

// What a customer was told and said. `at` is epoch ms; a notice also has the local day of its sending in the carrier's zone.

export const noticeMethods = ['email', 'mail', 'bill-insert', 'web', 'text', 'oral'] as const;
export const approvalKinds = ['opt-out', 'opt-in'] as const;
export const answerMethods = ['written', 'electronic', 'oral'] as const;
export const orderMethods = ['signed', 'portal'] as const;

/** `address`: what the consent was given for, as a notice names it; null where nobody said. Withdrawn it is withdrawn for all. */
export type Consent = { readonly at: number; readonly said: 'given' | 'withdrawn'; readonly address: string | null };

export type Notice = {
  readonly at: number;
  /** Days since 1970-01-01 in the carrier's zone. */
  readonly day: number;
  readonly id: string;
  readonly approval: (typeof approvalKinds)[number];
  readonly method: (typeof noticeMethods)[number];
  /** The e-mail address that it went to, by any name that consents share; null where it went otherwise or nobody said. */
  readonly address: string | null;
  /** The wait it states, in days; less than 30 counts as 30. */
  readonly waitDays: number;
  readonly covers: Coverage;
};

export type Bounce = { readonly at: number; readonly notice: string };

export type Approval = {
  readonly at: number;
  readonly notice: string;
  readonly method: (typeof answerMethods)[number];
  readonly proof: boolean;
};

/** `covers` is `everything` where the customer limited nothing. */
export type Refusal = { readonly at: number; readonly covers: Coverage };

export type Order = {
  readonly at: number;
  readonly recipient: Recipient;
  readonly to: string | null;
  readonly cpni: number;
  readonly method: (typeof orderMethods)[number];
  readonly authenticated: boolean;
};

export type OneTime = { readonly at: number; readonly callId: string; readonly covers: Coverage };

export type CallEnd = { readonly at: number; readonly callId: string };

/** One customer's history by kind. The order within a list means nothing; events after the question are passed over. */
export type Events = {
  readonly consents: readonly Consent[];
  readonly notices: readonly Notice[];
  readonly bounces: readonly Bounce[];
  readonly approvals: readonly Approval[];
  readonly refusals: readonly Refusal[];
  readonly orders: readonly Order[];
  readonly oneTimes: readonly OneTime[];
  readonly callEnds: readonly CallEnd[];
};

/** A customer who was told nothing and said nothing. */
export const noEvents: Events = {
  consents: [],
  notices: [],
  bounces: [],
  approvals: [],
  refusals: [],
  orders: [],
  oneTimes: [],
  callEnds: [],
};
