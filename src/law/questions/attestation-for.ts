import { knowYourCustomer } from '../47cfr/64.1200.ts';
import { originatedSigned } from '../47cfr/64.6301.ts';
import { firstIntermediateSigns, gatewaySigns, passedOnUnaltered, signedOrTraced } from '../47cfr/64.6302.ts';
import { nonIpParts } from '../47cfr/64.6304.ts';
import type { Cite } from '../citation.ts';
import type { Rule, Weighed } from '../rule.ts';
import { type AttestationMissing, attestationReason } from './attestation-reasons.ts';
import { maySignFor, type Signer } from './may-sign-for.ts';
import { lackOfRight, type ShownNumber } from './number-right.ts';

/** Our customer as it stands when the call is made. Instants in epoch ms. */
export type CallingCustomer = {
  /** `emergency-only`: suspended or not vetted, but this is an emergency call, which is carried and signed where possible. */
  readonly service: 'active' | 'emergency-only' | 'suspended' | 'ended' | 'none' | 'unknown';
  /** Whether the call came over a connection that proves this account. */
  readonly account: 'authenticated' | 'not-authenticated' | 'unknown';
  readonly vetting: 'approved' | 'not-approved' | 'unknown';
  readonly vettedFrom: number;
  /** With the grace, if any, that the carrier gives a review that is overdue. */
  readonly vettedUntil: number | null;
};

/** One call to be signed, all of it total: what is unknown lowers the level or stops the signature. */
export type CallToSign = {
  /** Epoch ms. */
  readonly at: number;
  /** The Eastern day of `at`. */
  readonly day: number;
  /** `first-intermediate`: the call came unsigned straight from the provider that originated it. */
  readonly role: 'originating' | 'gateway' | 'first-intermediate' | 'intermediate' | 'unknown';
  readonly exchange: 'sip' | 'non-ip' | 'unknown';
  readonly received: 'signed' | 'unsigned' | 'unknown';
  /** `with-evidence`: DIV, Diversion or History-Info show that our customer forwards a call of somebody else. */
  readonly forwarded: 'no' | 'with-evidence';
  /** A number withheld from the called party is signed all the same (64.1601(b)): it never changes the level. */
  readonly presentation: 'shown' | 'withheld';
  readonly customer: CallingCustomer;
  readonly number: ShownNumber;
  readonly signer: Signer;
};

/** What is signed, on what ground, and the conditions that failed, the deciding one first. */
export type Attestation = {
  /** Whether we may sign. */
  readonly allowed: boolean;
  readonly level: 'A' | 'B' | 'C' | 'none';
  /** `keep`: the signature that came with the call goes on unaltered; `keep-and-add-div`: with a div PASSporT beside it. */
  readonly act: 'sign' | 'keep' | 'keep-and-add-div' | 'nothing';
  readonly cite: Cite;
  readonly basis: 'full' | 'partial' | 'gateway' | 'signed-before' | 'none';
  readonly missing: readonly AttestationMissing[];
  /** When the level would rise or signing begin without a new event, epoch ms; null when never. */
  readonly clearsAt: number | null;
  /** The first instant at which the answer could change without a new event, epoch ms; null when never. */
  readonly validUntil: number | null;
  readonly reason: string;
  readonly weighed: readonly Weighed[];
};

type Found = Pick<Attestation, 'level' | 'act' | 'cite' | 'basis' | 'missing' | 'weighed'>;

const basisOf = { A: 'full', B: 'partial', C: 'gateway' } as const;

const signs = (level: 'A' | 'B' | 'C', cite: Cite, missing: Found['missing'], weighed: readonly Weighed[]): Found => ({
  level,
  act: 'sign',
  cite,
  basis: basisOf[level],
  missing,
  weighed,
});

const signsNothing = (cite: Cite, missing: Found['missing'], weighed: readonly Weighed[]): Found => ({
  level: 'none',
  act: 'nothing',
  cite,
  basis: 'none',
  missing,
  weighed,
});

/** A signed call goes on as it came: only who originates it speaks of the number. */
const keeps = ({ forwarded }: CallToSign): Found => ({
  level: 'none',
  act: forwarded === 'with-evidence' ? 'keep-and-add-div' : 'keep',
  cite: passedOnUnaltered.cite,
  basis: 'signed-before',
  missing: [],
  weighed: [passedOnUnaltered.held],
});

const carriers: Readonly<Record<'gateway' | 'first-intermediate' | 'intermediate', Rule<never>>> = {
  gateway: gatewaySigns,
  'first-intermediate': firstIntermediateSigns,
  intermediate: signedOrTraced,
};

const lackOfCustomer = ({ customer, at }: CallToSign): AttestationMissing | null => {
  const { account, vetting, vettedFrom, vettedUntil } = customer;
  if (account !== 'authenticated') return 'authentication';
  if (vetting !== 'approved' || at < vettedFrom) return 'vetting';
  return vettedUntil !== null && at >= vettedUntil ? 'vetting-lapsed' : null;
};

/** The three conditions of ATIS-1000074 for a call that we put on the network: responsible we are, so customer and number. */
const originated = (call: CallToSign, weighed: readonly Weighed[]): Found => {
  const { cite, held } = originatedSigned;
  if (call.forwarded === 'with-evidence') return signs('C', cite, ['forwarded'], [...weighed, held]);
  const customer = lackOfCustomer(call);
  if (customer !== null) return signs('C', cite, [customer], [...weighed, knowYourCustomer.failed, held]);
  const number = lackOfRight(call.number, call.at);
  const known = [...weighed, knowYourCustomer.held, held];
  return number === null ? signs('A', cite, [], known) : signs('B', cite, [number], known);
};

const find = (call: CallToSign): Found => {
  const { role, customer, exchange, received, forwarded, signer, day } = call;
  if (role === 'unknown') return signsNothing(originatedSigned.cite, ['role'], [originatedSigned.failed]);
  if (role === 'originating' && customer.service !== 'active' && customer.service !== 'emergency-only')
    return signsNothing(knowYourCustomer.cite, ['service'], [knowYourCustomer.failed]);
  if (exchange !== 'sip')
    return signsNothing(nonIpParts.cite, ['sip'], [exchange === 'non-ip' ? nonIpParts.held : nonIpParts.failed]);
  if (role !== 'originating' || forwarded === 'with-evidence') {
    if (received === 'signed') return keeps(call);
    if (received === 'unknown') return signsNothing(passedOnUnaltered.cite, ['received'], [passedOnUnaltered.failed]);
  }
  const may = maySignFor(day, signer);
  if (!may.allowed) return signsNothing(may.cite, may.missing, may.weighed);
  if (role === 'originating') return originated(call, may.weighed);
  const rule = carriers[role];
  return signs('C', rule.cite, ['entry-point-only'], [...may.weighed, rule.held]);
};

/** The earlier of two instants that lies ahead; null stands for never. */
const sooner = (at: number, first: number | null, instant: number | null): number | null =>
  instant !== null && instant > at && (first === null || instant < first) ? instant : first;

/** The first instant at which customer or right begin or end. */
const changesAt = ({ at, customer, number: { right } }: CallToSign): number | null => {
  const ofCustomer = sooner(at, sooner(at, null, customer.vettedFrom), customer.vettedUntil);
  return right === null ? ofCustomer : sooner(at, sooner(at, ofCustomer, right.from), right.until);
};

const risesAt = (
  { at, customer, number: { right } }: CallToSign,
  deciding: AttestationMissing | undefined,
): number | null => {
  if (deciding === 'not-begun' && right !== null) return right.from;
  return deciding === 'vetting' && customer.vetting === 'approved' ? sooner(at, null, customer.vettedFrom) : null;
};

/**
 * The level at which a call may be signed by us, by the conditions of ATIS-1000074 and FCC 20-42 para 8 on evidence alone:
 * A is never a default. Without a right to sign, or for a customer without service, it says that nothing is signed.
 */
export const attestationFor = (call: CallToSign): Attestation => {
  // Written out, as it is asked for each call: a spread of the finding took twenty times as long.
  const found = find(call);
  const { level, act, cite, basis, missing, weighed } = found;
  return {
    allowed: act === 'sign',
    level,
    act,
    cite,
    basis,
    missing,
    clearsAt: risesAt(call, missing[0]),
    validUntil: act === 'sign' ? changesAt(call) : null,
    reason: attestationReason(found),
    weighed,
  };
};
