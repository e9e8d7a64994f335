import type { Cite } from '../citation.ts';

// What a carrier promises that warns once of a wrong caller ID and then terminates (doubt D-19: an account, without end).

const cite: Cite = '47 CFR 64.6305(a)(2)';
const day = 24 * 3_600_000;

/** Who decided a thing and why; neither may be blank. */
export type Signed = { readonly by: string; readonly reason: string };

/** What happened to an account. `at` is when it happened, epoch ms; events come in the order in which they become known. */
export type StrikeEvent =
  /** A call, refused or found in the records, that showed a number not the account's. Unless forwarding is proven, an infraction. */
  | { readonly kind: 'wrong-caller-id'; readonly at: number; readonly forwarding: 'evidence' | 'none' | 'unknown' }
  /** Proof that the warning of a finding reached the customer, at `at`. */
  | { readonly kind: 'warning-delivered'; readonly at: number; readonly finding: number }
  /** A person enters that a finding was none: our own record of the number was wrong. */
  | ({ readonly kind: 'voided'; readonly at: number; readonly finding: number } & Signed)
  /** An officer signs, by name and after its last call, that the account stays in service in spite of its latest finding. */
  | ({ readonly kind: 'exception'; readonly at: number } & Signed)
  /** The termination that was ordered is carried out. */
  | { readonly kind: 'closed'; readonly at: number };

/** One infraction: every wrong call until 24 hours after its warning reached the customer belongs to it. */
export type Finding = {
  /** 1 for the first of the account; numbers are never used again. */
  readonly number: number;
  readonly openedAt: number;
  readonly lastCallAt: number;
  /** When its warning reached the customer, epoch ms. */
  readonly warned: number | 'pending';
  readonly voided: (Signed & { readonly at: number }) | null;
  readonly exception: (Signed & { readonly at: number }) | null;
};

/** All that is kept of an account's strikes; `closedAt` once its service ended by them. */
export type StrikeState = { readonly findings: readonly Finding[]; readonly closedAt: number | null };

/** An account without any. */
export const noStrikes: StrikeState = { findings: [], closedAt: null };

export type StrikeStanding = 'clear' | 'warned' | 'termination-ordered' | 'excepted' | 'closed';

/**
 * What an event brings about. `warn`: a first finding, tell the customer. `order-termination`: a second, suspend at once.
 * `attach`: the call belongs to a finding that stands. `not-an-infraction`: forwarded. `not-applicable`: the event changes
 * nothing here.
 */
export type Consequence =
  | 'warn'
  | 'order-termination'
  | 'attach'
  | 'not-an-infraction'
  | 'delivery-noted'
  | 'finding-voided'
  | 'except'
  | 'close'
  | 'not-applicable';

export type StrikeAnswer = {
  readonly state: StrikeState;
  readonly standing: StrikeStanding;
  /** Whether calls other than emergency calls may be made. */
  readonly service: 'active' | 'suspended' | 'ended';
  readonly consequence: Consequence;
  /** The finding that the event belongs to or opened. */
  readonly finding: number | null;
  readonly cite: Cite;
  readonly reason: string;
};

/** The findings of an account that were not voided, the oldest first. */
export const standingFindings = ({ findings }: StrikeState): readonly Finding[] =>
  findings.filter(({ voided }) => voided === null);

/** Where an account stands: by its findings that were not voided. */
export const strikeStanding = (state: StrikeState): StrikeStanding => {
  if (state.closedAt !== null) return 'closed';
  const standing = standingFindings(state);
  if (standing.length === 0) return 'clear';
  if (standing.length === 1) return 'warned';
  return standing.at(-1)?.exception === null ? 'termination-ordered' : 'excepted';
};

/** Whether calls other than emergency calls may be made, by where an account stands. */
export const strikeService: Readonly<Record<StrikeStanding, StrikeAnswer['service']>> = {
  clear: 'active',
  warned: 'active',
  excepted: 'active',
  'termination-ordered': 'suspended',
  closed: 'ended',
};

const reasons: Readonly<Record<Consequence, string>> = {
  warn: 'A first infraction: the customer is warned, and calls so are refused from now on.',
  'order-termination':
    'A second infraction after the warning: termination is ordered, and service is suspended at once.',
  attach: 'The call belongs to an infraction that already stands.',
  'not-an-infraction': 'The call carries evidence of forwarding: no infraction.',
  'delivery-noted': 'The warning reached the customer: 24 hours from then a wrong caller ID is another infraction.',
  'finding-voided': 'The finding is void: our own record was wrong.',
  except: 'An officer signed for it by name: the account stays in service.',
  close: 'Service is ended.',
  'not-applicable': 'This changes nothing in the strikes of the account.',
};

/** Why a consequence follows, for whoever asks later: its reason and the promise's paragraph. */
export const strikeWhy = (consequence: Consequence): Pick<StrikeAnswer, 'reason' | 'cite'> => ({
  reason: reasons[consequence],
  cite,
});

const answer = (state: StrikeState, consequence: Consequence, finding: number | null): StrikeAnswer => {
  const standing = strikeStanding(state);
  return {
    state,
    standing,
    service: strikeService[standing],
    consequence,
    finding,
    cite,
    reason: reasons[consequence],
  };
};

const changed = (state: StrikeState, finding: Finding): StrikeState => ({
  ...state,
  findings: state.findings.map((one) => (one.number === finding.number ? finding : one)),
});

const opened = (state: StrikeState, at: number): StrikeAnswer => {
  const number = state.findings.length + 1;
  const fresh = { number, openedAt: at, lastCallAt: at, warned: 'pending', voided: null, exception: null } as const;
  const next = { ...state, findings: [...state.findings, fresh] };
  return answer(next, standingFindings(next).length === 1 ? 'warn' : 'order-termination', number);
};

/** Whether a wrong call at an instant belongs to the latest finding, which is the first or a later one. */
const belongs = (latest: Finding, order: 'first' | 'later', at: number): boolean => {
  if (order === 'later') return latest.exception === null || at <= latest.exception.at;
  return latest.warned === 'pending' || at <= latest.warned + day;
};

const wrongCall = (state: StrikeState, at: number): StrikeAnswer => {
  const standing = standingFindings(state);
  const latest = standing.at(-1);
  if (latest === undefined || !belongs(latest, standing.length === 1 ? 'first' : 'later', at)) return opened(state, at);
  const lastCallAt = Math.max(latest.lastCallAt, at);
  return answer(changed(state, { ...latest, lastCallAt }), 'attach', latest.number);
};

const delivered = (state: StrikeState, finding: Finding, at: number): StrikeAnswer => {
  if (finding.warned !== 'pending' || at < finding.openedAt) return answer(state, 'not-applicable', finding.number);
  const noted = changed(state, { ...finding, warned: at });
  // The proof came late: a call already attached was made over a day after the customer was warned (doubt D-41).
  const again = standingFindings(noted).length === 1 && finding.lastCallAt > at + day;
  return again ? opened(noted, finding.lastCallAt) : answer(noted, 'delivery-noted', finding.number);
};

const signedWhole = ({ by, reason }: Signed): boolean => by.trim() !== '' && reason.trim() !== '';

const excepted = (state: StrikeState, { at, by, reason }: Signed & { readonly at: number }): StrikeAnswer => {
  const latest = standingFindings(state).at(-1);
  const ordered = strikeStanding(state) === 'termination-ordered';
  if (latest === undefined || !ordered || at < latest.lastCallAt || !signedWhole({ by, reason }))
    return answer(state, 'not-applicable', null);
  return answer(changed(state, { ...latest, exception: { at, by, reason } }), 'except', latest.number);
};

const aboutFinding = (
  state: StrikeState,
  event: Extract<StrikeEvent, { kind: 'warning-delivered' | 'voided' }>,
): StrikeAnswer => {
  const finding = state.findings.find(({ number }) => number === event.finding);
  if (finding === undefined || finding.voided !== null) return answer(state, 'not-applicable', null);
  if (event.kind === 'warning-delivered') return delivered(state, finding, event.at);
  if (!signedWhole(event)) return answer(state, 'not-applicable', finding.number);
  const { at, by, reason } = event;
  return answer(changed(state, { ...finding, voided: { at, by, reason } }), 'finding-voided', finding.number);
};

/** What one more event does to an account. Nothing reopens a closed one; an event that does not apply changes nothing. */
export const afterStrike = (state: StrikeState, event: StrikeEvent): StrikeAnswer => {
  if (state.closedAt !== null) return answer(state, 'not-applicable', null);
  switch (event.kind) {
    case 'wrong-caller-id':
      return event.forwarding === 'evidence' ? answer(state, 'not-an-infraction', null) : wrongCall(state, event.at);
    case 'exception':
      return excepted(state, event);
    case 'closed':
      return strikeStanding(state) === 'termination-ordered'
        ? answer({ ...state, closedAt: event.at }, 'close', null)
        : answer(state, 'not-applicable', null);
    default:
      return aboutFinding(state, event);
  }
};

/** Where all events of an account, in the order in which they became known, have brought it. */
export const strikeConsequence = (events: readonly StrikeEvent[]): StrikeAnswer => {
  let last = answer(noStrikes, 'not-applicable', null);
  for (const event of events) last = afterStrike(last.state, event);
  return last;
};
