import { type Attestation, attestationFor } from '../../law/questions/attestation-for.ts';
import { isTollFree } from '../numbers/normalise.ts';
import type { NotShown } from '../numbers/screening.ts';
import type { Account } from './account.ts';
import type { Call, Judgement, Level, RefusalCode } from './call.ts';
import { refusals } from './call.ts';
import type { Allowance } from './counters.ts';
import { type Right, rightTo } from './rights.ts';

const day = 86_400_000;

/** Days after the vetting lapsed: from the first on its limits are low, from the second on its calls stop. */
export const lapse = { limitedAfter: 7 * day, deniedAfter: 14 * day } as const;

const ramp: Allowance = { rate: { perSecond: 1, burst: 1 }, sessions: 5 };

/** How the gate sees the world while it judges one call. */
export type Sight = {
  readonly account: Account | null;
  /** Legal now of the carrier: epoch ms. */
  readonly now: number;
  /** Its Eastern day. */
  readonly day: number;
  readonly from: number | null;
  readonly diverted: number | null;
  readonly emergency: boolean;
  /** Why the number may not be shown by any call, or null. */
  readonly notShown: NotShown | null;
  readonly blind: 'no' | 'account' | 'all';
};

const refuse = (code: RefusalCode, reason: string): Judgement => ({
  carry: false,
  emergency: false,
  refused: { code, cause: refusals[code].sip, reason, cite: refusals[code].cite },
  attest: null,
  why: reason,
  rightId: null,
});

const standing = (account: Account, now: number): Judgement | null => {
  if (account.endedAt !== null && account.endedAt <= now)
    return refuse('account-ended', 'The contract of this account has ended.');
  if (account.vettedUntil === null) return refuse('not-vetted', 'The customer was not approved.');
  if (account.vettedUntil + lapse.deniedAfter <= now)
    return refuse(
      'not-vetted',
      'The approval of the customer lapsed more than 14 days ago; verify the customer again.',
    );
  return null;
};

const held = (account: Account, now: number): Judgement | null => {
  const hold = account.holds.find(({ from }) => from <= now);
  if (hold === undefined) return null;
  if (hold.source === 'strikes') return refuse('struck-out', hold.reason);
  return refuse(hold.kind, hold.reason);
};

const signedLevel = (computed: Level, asked: Level | null): Level =>
  asked !== null && asked > computed ? asked : computed;

const carried = (computed: Level, call: Call, why: string, right: Right | null): Judgement => {
  const attest = signedLevel(computed, call.asked);
  const lower = attest === computed ? '' : ` The caller asked for ${attest}.`;
  return { carry: true, emergency: false, refused: null, attest, why: `${why}${lower}`, rightId: right?.id ?? null };
};

/** What an account may use now: its own limits, or the ramp of a new account from a week after its vetting lapsed. */
export const allowanceNow = (account: Account, now: number): Allowance => {
  const own = { rate: account.rate, sessions: account.sessions };
  if (account.vettedUntil === null || account.vettedUntil + lapse.limitedAfter > now) return own;
  return { rate: ramp.rate, sessions: Math.min(ramp.sessions, own.sessions) };
};

/** The refusal of a limit that was met. */
export const limited = (met: 'rate-limit' | 'session-limit'): Judgement =>
  met === 'rate-limit'
    ? refuse(met, 'More calls a second than this account may place.')
    : refuse(met, 'More calls at once than this account may hold.');

/** The call as the law is asked about it: over a connection that proves the account, by whoever may sign for this carrier. */
const levelOf = (sight: Sight, account: Account, right: Right | null, forwarded: boolean): Attestation =>
  attestationFor({
    at: sight.now,
    day: sight.day,
    role: 'originating',
    exchange: 'sip',
    received: 'unsigned',
    forwarded: forwarded ? 'with-evidence' : 'no',
    presentation: 'shown',
    customer: {
      service: 'active',
      account: 'authenticated',
      vetting: account.vettedUntil === null ? 'not-approved' : 'approved',
      vettedFrom: 0,
      vettedUntil: account.vettedUntil,
    },
    number: {
      kind:
        sight.from !== null && isTollFree({ firstNumber: sight.from, lastNumber: sight.from })
          ? 'toll-free'
          : 'geographic',
      caller: 'customer',
      right:
        right === null
          ? null
          : {
              basis: right.basis,
              evidence: right.verified ? 'verified' : 'unverified',
              from: 0,
              until: Number.isFinite(right.until) ? right.until : null,
              holder: 'customer',
            },
    },
    signer: { by: 'us', credentials: { token: 'valid', certificate: 'valid' } },
  });

const signedAs = (sight: Sight, account: Account, call: Call, right: Right | null, forwarded: boolean): Judgement => {
  const { level, reason } = levelOf(sight, account, right, forwarded);
  return level === 'none'
    ? { carry: true, emergency: false, refused: null, attest: null, why: reason, rightId: right?.id ?? null }
    : carried(level, call, reason, right);
};

/** On what a caller may show a number: his own right, that of who forwards the call, or the account's policy; null: on nothing. */
const ground = (sight: Sight, account: Account, call: Call, number: number): Judgement | null => {
  const right = rightTo(account.rights, number, sight.now);
  if (right !== null) return signedAs(sight, account, call, right, false);
  const forwarder = sight.diverted === null ? null : rightTo(account.rights, sight.diverted, sight.now);
  if (forwarder !== null) return { ...signedAs(sight, account, call, null, true), rightId: forwarder.id };
  return account.callerId === 'signed-b' ? signedAs(sight, account, call, null, false) : null;
};

const shown = (sight: Sight, account: Account, call: Call): Judgement => {
  const { from, notShown } = sight;
  if (from === null)
    return refuse('caller-id-malformed', 'from: no telephone number of 1 to 15 digits; send E.164 digits.');
  const judgement = ground(sight, account, call, from);
  if (judgement === null) return refuse('caller-id-not-authorized', 'This account has no right to show this number.');
  if (notShown === null) return judgement;
  return refuse('do-not-originate', `No call may show this number: ${notShown.list} (${notShown.source}).`);
};

/** What becomes of a call that would be carried while something cannot be known: the account's own setting. */
export const blindly = (account: Account, judgement: Judgement, because: string): Judgement =>
  account.whenBlind === 'refuse'
    ? refuse('cannot-know', `${because}; this account asks to be refused then.`)
    : { ...judgement, attest: null, why: `${because}: passed unsigned, as this account asks.` };

/** Judges a call in the order of the law and of our promises, before limits are asked and anything is signed. */
export const judge = (sight: Sight, call: Call): Judgement => {
  const { account, now } = sight;
  if (sight.emergency) return emergencyCall(sight, call);
  if (account === null) return refuse('account-unknown', 'No account was named, or none that we know.');
  const stopped = standing(account, now) ?? held(account, now);
  if (stopped !== null) return stopped;
  if (sight.blind === 'account')
    return refuse('cannot-know', 'This account changed and the change could not be read yet; try again.');
  const judgement = shown(sight, account, call);
  return sight.blind === 'all' && judgement.carry
    ? blindly(account, judgement, 'The record was last read over five minutes ago')
    : judgement;
};

/** Carried whatever else is true; signed as high as what we know allows. */
const emergencyCall = (sight: Sight, call: Call): Judgement => {
  const { account, from, now } = sight;
  const why = 'Emergency calls are carried whatever else is true.';
  if (from === null) return { carry: true, emergency: true, refused: null, attest: null, why, rightId: null };
  if (account === null) return { ...carried('C', call, why, null), emergency: true };
  const judgement = signedAs(sight, account, call, rightTo(account.rights, from, now), sight.diverted !== null);
  return { ...judgement, emergency: true, why: `${why} ${judgement.why}` };
};
