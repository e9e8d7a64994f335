import { performance } from 'node:perf_hooks';
import { type Blind, blindAccounts } from '../../robocall/call-gate/blind.ts';
import type { Standing } from '../../robocall/call-gate/counters.ts';
import type { Gate } from '../../robocall/call-gate/gate.ts';
import { ownerOf } from '../../robocall/call-gate/peers.ts';
import { signerFor } from '../../robocall/signing/credentials/load.ts';
import type { TrustAge } from '../../robocall/signing/trust.ts';
import type { GateAndVerifier } from './call-path.ts';

/** How the gate stands: for /readyz and /metrics. */
export type GateState = {
  readonly snapshotAgeMs: number;
  readonly accounts: number;
  /** Accounts of which a change is known that could not be read yet. */
  readonly unread: number;
  /** How many accounts ask to be passed unsigned, or refused, while key, counters or record are gone. */
  readonly whenBlind: { readonly 'pass-unsigned': number; readonly refuse: number };
  /** Accounts that this holds for now, by what they lack; empty where nothing is lacking. */
  readonly blind: readonly Blind[];
  readonly keys: {
    /** Certificates in force that sign. */
    readonly signing: number;
    /** Accounts for which none signs: their calls go by `whenBlind`. */
    readonly accountsWithout: number;
    /** When the first of them ends, RFC 3339; null where there is none. */
    readonly firstEnds: string | null;
  };
  /** How each process that counts stands. */
  readonly counters: readonly Standing[];
  /** Answers that wait on the disk for the database; `since` RFC 3339, null where none wait. */
  readonly spool: {
    readonly files: number;
    readonly bytes: number;
    readonly since: string | null;
    readonly unreadableBytes: number;
  };
  /** How old the lists are by which tokens of others are believed. */
  readonly trust: TrustAge;
};

const keysOf = ({ signers, accounts }: Gate['snapshot'], now: number): GateState['keys'] => {
  const inForce = [...signers.values()].flat().filter(({ notAfter }) => notAfter > now);
  let accountsWithout = 0;
  for (const { carrierId, spc } of accounts.values())
    if (signerFor(signers, carrierId, spc, now) === null) accountsWithout += 1;
  const first = inForce.reduce((least, { notAfter }) => Math.min(least, notAfter), Number.POSITIVE_INFINITY);
  return {
    signing: inForce.length,
    accountsWithout,
    firstEnds: inForce.length === 0 ? null : new Date(first).toISOString(),
  };
};

/** Whether nobody counts the calls of an account: who it is dealt to is asked only where somebody is gone. */
const uncounted = (counters: readonly Standing[]): ((accountId: string) => boolean) =>
  counters.includes('gone') ? (accountId) => counters[ownerOf(accountId, counters.length)] === 'gone' : () => false;

/** How the gate stands now, as this process knows it. */
export const stateOf = async ({ gate, verifier }: GateAndVerifier): Promise<GateState> => {
  const { snapshot } = gate;
  const { counters, unkept } = await gate.standing();
  let refuse = 0;
  for (const { whenBlind } of snapshot.accounts.values()) refuse += whenBlind === 'refuse' ? 1 : 0;
  const [age, now] = [Math.round(performance.now() - snapshot.freshAt), Date.now()];
  return {
    snapshotAgeMs: age,
    accounts: snapshot.accounts.size,
    unread: snapshot.unread.size,
    whenBlind: { 'pass-unsigned': snapshot.accounts.size - refuse, refuse },
    blind: blindAccounts(snapshot, { age, now, isUncounted: uncounted(counters) }),
    keys: keysOf(snapshot, now),
    counters,
    spool: { ...unkept, since: unkept.since === null ? null : new Date(unkept.since).toISOString() },
    trust: verifier.age(),
  };
};
