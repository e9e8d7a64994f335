import { DAY } from '../../kernel/time.ts';
import type { CallRefusal } from '../../law/questions/call-refusals.ts';
import { type CallAsked, type CarryAnswer, mayCarryCall } from '../../law/questions/may-carry-call.ts';
import { ramp } from '../accounts/ramp.ts';
import { lapseSteps } from '../accounts/standing.ts';
import type { NotShown } from '../numbers/screening.ts';
import type { Account, Hold } from './account.ts';
import type { Call, Judgement, RefusalCode } from './call.ts';
import type { Allowance } from './counters.ts';
import { carriedAt, signedAs } from './level.ts';
import { type OwnCode, refusedByGate, refusedByLaw } from './refused.ts';
import { type Right, rightTo } from './rights.ts';

/** How the gate sees the world while it judges one call. */
export type Sight = {
  readonly account: Account | null;
  /** Legal now of the carrier: epoch ms. */
  readonly now: number;
  /** Its Eastern day. */
  readonly day: number;
  readonly from: number | null;
  readonly diverted: number | null;
  readonly emergency: CallAsked['emergency'];
  /** Why the number may not be shown by any call, or null. */
  readonly notShown: NotShown | null;
  readonly blind: 'no' | 'account' | 'all';
  /** Where the carrier is reached about a block; '' where it names nobody. */
  readonly contact: string;
};

const refuse = (code: OwnCode, reason: string): Judgement => ({
  carry: false,
  emergency: false,
  refused: refusedByGate(code, reason),
  shadowed: null,
  attest: null,
  why: reason,
  rightId: null,
  forwarded: false,
});

/** What an account may use now: its own limits, or the ramp of a new account from a week after its vetting lapsed. */
export const allowanceNow = (account: Account, now: number): Allowance => {
  const own = { rate: account.rate, sessions: account.sessions };
  if (account.vettedUntil === null || account.vettedUntil + lapseSteps.lowered * DAY > now) return own;
  return {
    rate: {
      perSecond: Math.min(ramp.callsPerSecond, own.rate.perSecond),
      burst: Math.min(ramp.burst, own.rate.burst),
    },
    sessions: Math.min(ramp.sessions, own.sessions),
  };
};

/** Whether what the carrier itself set only tells of a call: never beyond the approval of the account. */
export const inShadow = ({ shadowUntil, vettedUntil }: Account, now: number): boolean =>
  shadowUntil !== null && now < shadowUntil && vettedUntil !== null && now < vettedUntil;

/** A call that is carried in shadow mode, with what would have refused it. */
export const shadowed = (judgement: Judgement, by: Judgement): Judgement => ({
  ...judgement,
  shadowed: by.refused,
  why: `Shadow mode: it would have been refused. ${by.why} ${judgement.why}`,
});

/** The refusal of a limit that was met. */
export const limited = (met: 'rate-limit' | 'session-limit'): Judgement =>
  met === 'rate-limit'
    ? refuse(met, 'More calls a second than this account may place.')
    : refuse(met, 'More calls at once than this account may hold.');

/** What becomes of a call that would be carried while something cannot be known: the account's own setting. */
export const blindly = (account: Account, judgement: Judgement, because: string): Judgement =>
  account.whenBlind === 'refuse'
    ? refuse('cannot-know', `${because}; this account asks to be refused then.`)
    : { ...judgement, attest: null, why: `${because}: passed unsigned, as this account asks.` };

/** The gate's own code of each refusal of the law. */
const codes: Readonly<Record<CallRefusal, RefusalCode>> = {
  'account-unknown': 'account-unknown',
  'account-suspended': 'suspended',
  'account-ended': 'account-ended',
  'not-vetted': 'not-vetted',
  'vetting-lapsed': 'not-vetted',
  'termination-ordered': 'struck-out',
  'strikes-unknown': 'cannot-know',
  'caller-id': 'caller-id-not-authorized',
  'caller-id-unknown': 'caller-id-malformed',
  'inbound-only': 'do-not-originate',
  'no-such-number': 'do-not-originate',
  'listing-unknown': 'do-not-originate',
  analytics: 'do-not-originate',
};

const holdOf = ({ account, now }: Sight): Hold | null => account?.holds.find(({ from }) => from <= now) ?? null;

/** What this gate knows beyond the law's words: who ordered it, and which list. */
const detail = (sight: Sight, code: RefusalCode): string => {
  const hold = holdOf(sight);
  if (hold !== null && (code === 'suspended' || code === 'terminated' || code === 'struck-out'))
    return ` ${hold.reason}`;
  return code === 'do-not-originate' && sight.notShown !== null ? ` Source: ${sight.notShown.source}.` : '';
};

const refusedBy = (sight: Sight, { missing, reason, cite, sip }: CarryAnswer, forwarded: boolean): Judgement => {
  const [word] = missing;
  const plain = word === undefined ? 'cannot-know' : codes[word];
  const code = plain === 'suspended' && holdOf(sight)?.kind === 'terminated' ? 'terminated' : plain;
  const words = `${reason}${detail(sight, code)}`;
  const { contact } = sight;
  const refused =
    sip === null ? refusedByGate('cannot-know', words) : refusedByLaw(code, { reason: words, cite, sip, contact });
  return {
    carry: false,
    emergency: false,
    refused,
    shadowed: null,
    attest: null,
    why: words,
    rightId: null,
    forwarded,
  };
};

const serviceOf = (sight: Sight): CallAsked['account'] => {
  const { account, now } = sight;
  if (account === null) return 'none';
  if (account.endedAt !== null && account.endedAt <= now) return 'ended';
  const hold = holdOf(sight);
  // what the strikes ordered is told as such, below
  return hold === null || hold.source === 'strikes' ? 'active' : 'suspended';
};

const vettingOf = ({ account, now }: Sight): CallAsked['vetting'] => {
  if (account === null || account.vettedUntil === null) return 'never';
  if (now < account.vettedUntil) return 'approved';
  return now < account.vettedUntil + lapseSteps.refused * DAY ? 'overdue' : 'lapsed';
};

/** Rights of the account to the number shown, and to the number that forwards. */
type Grounds = { readonly right: Right | null; readonly forwarder: Right | null };

const listings = {
  'do-not-originate': 'inbound-only',
  invalid: 'invalid',
  unallocated: 'unallocated',
  unused: 'unused',
} as const;

/** The call as the law is asked about it, by the caller-ID rule of its account or another. */
const asked = (sight: Sight, { right, forwarder }: Grounds, rule: CallAsked['callerIdRule']): CallAsked => ({
  day: sight.day,
  emergency: sight.emergency,
  account: serviceOf(sight),
  vetting: vettingOf(sight),
  strikes: holdOf(sight)?.source === 'strikes' ? 'termination-ordered' : 'clear',
  callerId: sight.from === null ? 'unknown' : right === null ? 'not-own' : 'own',
  // a number that nobody can read is not signed B either
  callerIdRule: sight.from === null ? 'own-only' : rule,
  forwarding: forwarder === null ? 'none' : 'evidence',
  listing: sight.notShown === null ? 'none' : listings[sight.notShown.list],
  analytics: null,
});

/** Carried whatever else is true; signed as high as what we know allows. */
const emergencyCall = (sight: Sight, call: Call, { right, forwarder }: Grounds, why: string): Judgement => {
  const { account, from } = sight;
  if (from === null) return { ...carriedAt('C', call, why, null), attest: null, emergency: true };
  if (account === null) return { ...carriedAt('C', call, why, null), emergency: true };
  const judgement = signedAs(sight, account, call, right, forwarder !== null);
  return { ...judgement, emergency: true, why: `${why} ${judgement.why}` };
};

const groundsOf = ({ account, from, diverted, now }: Sight): Grounds => ({
  right: account === null || from === null ? null : rightTo(account.rights, from, now),
  forwarder: account === null || diverted === null ? null : rightTo(account.rights, diverted, now),
});

const ruledBy = (sight: Sight, call: Call, grounds: Grounds, rule: CallAsked['callerIdRule']): Judgement => {
  const { account, blind } = sight;
  const { right, forwarder } = grounds;
  const answer = mayCarryCall(asked(sight, grounds, rule));
  if (answer.basis === 'emergency' || answer.basis === 'public-safety')
    return emergencyCall(sight, call, grounds, answer.reason);
  if (!answer.allowed || account === null) return refusedBy(sight, answer, forwarder !== null);
  if (blind === 'account')
    return refuse('cannot-know', 'This account changed and the change could not be read yet; try again.');
  if (sight.from !== null && account.blocked.has(sight.from))
    return refuse(
      'number-blocked',
      'Calls of this account that show this number are blocked; its contact here tells why.',
    );
  const ground = right ?? (answer.basis === 'forwarded' ? forwarder : null);
  const judgement = signedAs(sight, account, call, right, answer.basis === 'forwarded');
  const carried = { ...judgement, rightId: ground?.id ?? null };
  return blind === 'all' ? blindly(account, carried, 'The record was last read over five minutes ago') : carried;
};

/**
 * Judges a call by the law's question, before limits are asked and anything is signed. In shadow mode a number that the account's own
 * rule refuses is asked about again as one that is signed B: whatever else refuses it then, does.
 */
export const judge = (sight: Sight, call: Call): Judgement => {
  const { account, now } = sight;
  const grounds = groundsOf(sight);
  const judgement = ruledBy(sight, call, grounds, account?.callerId ?? 'own-only');
  if (account === null || judgement.refused?.code !== 'caller-id-not-authorized' || !inShadow(account, now))
    return judgement;
  const past = ruledBy(sight, call, grounds, 'signed-b');
  return past.carry ? shadowed(past, judgement) : past;
};
