import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { easternDay } from '../../carriers/promises/local-time.ts';
import type { Connections } from '../../db/connect.ts';
import { toNumber } from '../numbers/normalise.ts';
import { signerFor } from '../signing/credentials/load.ts';
import type { Signer } from '../signing/own-credential.ts';
import { type Claims, signBy } from '../signing/passport.ts';
import type { Account, Carrier } from './account.ts';
import { blindTo } from './blind.ts';
import type { Call, Judgement, Level, Refused } from './call.ts';
import type { Allowance, Counters, Place, Standing, Used } from './counters.ts';
import type { Answered } from './group.ts';
import { allowanceNow, blindly, inShadow, judge, limited, type Sight, shadowed } from './judge.ts';
import { type KeepingSettings, keeping } from './keep.ts';
import { writeLine } from './line.ts';
import { refusedByGate } from './refused.ts';
import { emergencyOf, whyNotShownBy } from './screen.ts';
import { type Following, follow, type Snapshot } from './snapshot.ts';
import type { Unkept } from './spool.ts';

export type Answer = {
  readonly callId: string;
  readonly carry: boolean;
  readonly emergency: boolean;
  readonly refused: Refused | null;
  /** Why it would have been refused, where it was carried in shadow mode. */
  readonly shadowed: Refused | null;
  readonly attest: Level | null;
  readonly asked: Level | null;
  readonly why: string;
  /** Value of the Identity header; null where nothing was signed. */
  readonly identity: string | null;
  /** `<group>.<line>` of the record; null where nothing was kept: an explanation, or a record and a disk that are both gone. */
  readonly evidenceId: string | null;
  readonly snapshotAgeMs: number;
};

/** A call whose end nobody reports stops counting after four hours. */
const longest = 4 * 3_600_000;

const sessionOf = (account: Account, call: Call): number | null => {
  if (account.leaseSeconds !== null) return account.leaseSeconds * 1000;
  return call.reportsEnd ? longest : null;
};

type Means = {
  readonly snapshot: Snapshot;
  readonly counters: Counters;
  readonly complain: (line: string) => void;
};

const legalNow = (carrier: Carrier | undefined): number => carrier?.clock ?? Date.now();

const sightOf = ({ snapshot }: Means, call: Call): Sight => {
  const account = call.accountId === null ? undefined : snapshot.accounts.get(call.accountId);
  const mine = account?.carrierId === call.carrierId ? account : null;
  const age = performance.now() - snapshot.freshAt;
  const carrier = snapshot.carriers.get(call.carrierId);
  const now = legalNow(carrier);
  const from = toNumber(call.from);
  return {
    account: mine,
    now,
    day: easternDay(now),
    from,
    diverted: call.diverted === null ? null : toNumber(call.diverted),
    emergency: emergencyOf(snapshot, call, from),
    notShown: from === null || mine === null ? null : whyNotShownBy(snapshot, mine, from, now),
    blind: blindTo(snapshot, mine?.id ?? null, age),
    contact: carrier?.contact ?? '',
  };
};

/** The judgement with the limits asked: `take` uses up a place, `look` does not. */
const withLimits = async ({ counters }: Means, sight: Sight, call: Call, how: 'take' | 'look'): Promise<Judgement> => {
  const judgement = judge(sight, call);
  const { account } = sight;
  if (!judgement.carry || judgement.emergency || account === null) return judgement;
  // enforced, it would have been refused before a limit was asked: it takes none of the account's places
  if (judgement.shadowed !== null) return judgement;
  const place: Place = {
    accountId: account.id,
    callId: call.callId,
    allowance: allowanceNow(account, sight.now),
    session: sessionOf(account, call),
  };
  const met = await counters[how](place);
  if (met === null) return judgement;
  if (met !== 'gone') return inShadow(account, sight.now) ? shadowed(judgement, limited(met)) : limited(met);
  const blind = blindly(account, judgement, 'Nobody who counts this account’s calls answers');
  // who counts may only be late, and then holds a session for a call that was refused
  if (how === 'take' && !blind.carry) void counters.end(account.id, call.callId);
  return blind;
};

const unsigned = (judgement: Judgement, account: Account | null): Judgement => {
  const why = 'No key in force signs for this account.';
  if (!judgement.emergency && account?.whenBlind === 'refuse') {
    return {
      ...judgement,
      carry: false,
      refused: refusedByGate('cannot-sign', why),
      shadowed: null,
      attest: null,
      why,
    };
  }
  return { ...judgement, attest: null, why: `${judgement.why} ${why} Passed unsigned.` };
};

type Signed = {
  readonly judgement: Judgement;
  readonly identity: string | null;
  readonly signer: Signer | null;
  readonly claims: Claims | null;
};

const signed = async (means: Means, sight: Sight, call: Call, judgement: Judgement): Promise<Signed> => {
  const nothing = { judgement, identity: null, signer: null, claims: null };
  const { attest } = judgement;
  if (!judgement.carry || attest === null) return nothing;
  const signer = signerFor(means.snapshot.signers, call.carrierId, sight.account?.spc ?? null, Date.now());
  if (signer === null) return { ...nothing, judgement: unsigned(judgement, sight.account) };
  const claims: Claims = {
    attest,
    orig: String(sight.from ?? call.from),
    dest: call.to.map((dialled) => String(toNumber(dialled) ?? dialled)),
    iat: call.iat ?? Math.floor(Date.now() / 1000),
    origid: call.origid ?? randomUUID(),
    x5u: signer.x5u,
  };
  try {
    return { judgement, identity: await signBy(claims, signer.sign), signer, claims };
  } catch (error) {
    // a hardware module that is gone is as no key: the call does not fail for it
    means.complain(
      `compline: the key of ${signer.fingerprint} does not sign: ${error instanceof Error ? error.message : error}`,
    );
    return { ...nothing, judgement: unsigned(judgement, sight.account) };
  }
};

/** A call that could be kept nowhere goes by its account's setting; an emergency call goes. */
const unkept = ({ account }: Sight, signing: Signed): Signed => {
  const { judgement } = signing;
  if (!judgement.carry || judgement.emergency || account === null) return signing;
  const blind = blindly(account, judgement, 'This call can be kept neither on record nor on the disk');
  return { judgement: blind, identity: null, signer: null, claims: null };
};

const answeredOf = (sight: Sight, call: Call, { judgement, signer, claims }: Signed): Answered => {
  const { refused, shadowed: passed, emergency } = judgement;
  const line = writeLine({
    at: sight.now,
    call: call.callId,
    account: sight.account?.id ?? null,
    from: call.from,
    to: call.to,
    diverted: call.diverted,
    trunk: call.trunk,
    ip: call.sourceIp,
    placed: call.placedAt,
    carry: judgement.carry,
    emergency,
    refused: refused?.code ?? null,
    shadowed: passed?.code ?? null,
    asked: call.asked,
    attest: judgement.attest,
    right: judgement.rightId,
    iat: claims?.iat ?? null,
    origid: claims?.origid ?? null,
    certificate: signer?.fingerprint ?? null,
  });
  const told = refused ?? passed;
  const refusal =
    told === null
      ? null
      : {
          at: sight.now,
          accountId: sight.account?.id ?? null,
          callId: call.callId,
          calling: call.from,
          called: call.to.join(','),
          code: told.code,
          cause: told.cause,
          reason: told.reason,
          cite: told.cite,
          forwarded: judgement.forwarded,
        };
  const of = { line, at: sight.now, emergency, attest: judgement.attest };
  return passed === null ? { ...of, refusal, shadowed: null } : { ...of, refusal: null, shadowed: refusal };
};

const answerOf = (means: Means, call: Call, signing: Signed, evidenceId: string | null): Answer => ({
  callId: call.callId,
  carry: signing.judgement.carry,
  emergency: signing.judgement.emergency,
  refused: signing.judgement.refused,
  shadowed: signing.judgement.shadowed,
  attest: signing.judgement.attest,
  asked: call.asked,
  why: signing.judgement.why,
  identity: signing.identity,
  evidenceId,
  snapshotAgeMs: Math.round(performance.now() - means.snapshot.freshAt),
});

/** What an account may use at a moment, and what it uses; `gone` where nobody who counts it answers. */
export type UsedNow = { readonly allowance: Allowance; readonly used: Used | 'gone' };

export type Gate = {
  readonly snapshot: Snapshot;
  /** Decides, takes, signs and keeps; answers once it is kept. */
  authorize(call: Call): Promise<Answer>;
  /** The same decision without effect: nothing is taken, signed or kept. */
  explain(call: Call): Promise<Answer>;
  /** What an account of a carrier may use and uses now; null where the gate knows none such. */
  used(carrierId: string, accountId: string): Promise<UsedNow | null>;
  /** Ends a session; whether the call was under way. */
  end(accountId: string, callId: string): boolean | Promise<boolean>;
  catchUp: Following['catchUp'];
  /** How whoever counts stands, by process, and what waits on the disk for the record. */
  standing(): Promise<{ readonly counters: readonly Standing[]; readonly unkept: Unkept }>;
  stop(): Promise<void>;
};

/** The call gate of one process: a snapshot that follows the database, counters in memory, answers kept in groups. */
export const gate = async (
  connections: Connections,
  counters: Counters,
  settings: KeepingSettings,
  complain: (line: string) => void,
): Promise<Gate> => {
  const { snapshot, catchUp, stop } = await follow({ ...connections, complain }, 250);
  const means: Means = { snapshot, counters, complain };
  const kept = keeping(connections, (carrierId) => snapshot.carriers.get(carrierId), settings, complain);
  return {
    snapshot,
    async authorize(call) {
      const sight = sightOf(means, call);
      const judgement = await withLimits(means, sight, call, 'take');
      const signing = await signed(means, sight, call, judgement);
      const { where, evidenceId } = await kept.keep(call.carrierId, answeredOf(sight, call, signing));
      const final = where === 'nowhere' ? unkept(sight, signing) : signing;
      // refused after its place was taken: the session is free again
      if (judgement.carry && !final.judgement.carry && sight.account !== null)
        await counters.end(sight.account.id, call.callId);
      return answerOf(means, call, final, evidenceId);
    },
    async explain(call) {
      const judgement = await withLimits(means, sightOf(means, call), call, 'look');
      return answerOf(means, call, { judgement, identity: null, signer: null, claims: null }, null);
    },
    async used(carrierId, accountId) {
      const account = snapshot.accounts.get(accountId);
      if (account?.carrierId !== carrierId) return null;
      const allowance = allowanceNow(account, legalNow(snapshot.carriers.get(carrierId)));
      return { allowance, used: await counters.used({ accountId, callId: '', allowance, session: null }) };
    },
    end: (accountId, callId) => counters.end(accountId, callId),
    catchUp,
    standing: async () => ({ counters: await counters.standing(), unkept: await kept.unkept() }),
    async stop() {
      await stop();
      await kept.stop();
    },
  };
};
