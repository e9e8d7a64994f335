import { performance } from 'node:perf_hooks';
import type { Gate } from '../../robocall/call-gate/gate.ts';
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
  readonly keys: {
    /** Certificates in force that sign. */
    readonly signing: number;
    /** Accounts for which none signs: their calls go by `whenBlind`. */
    readonly accountsWithout: number;
    /** When the first of them ends, RFC 3339; null where there is none. */
    readonly firstEnds: string | null;
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

/** How the gate of this process stands now. */
export const stateOf = ({ gate: { snapshot }, verifier }: GateAndVerifier): GateState => {
  let refuse = 0;
  for (const { whenBlind } of snapshot.accounts.values()) refuse += whenBlind === 'refuse' ? 1 : 0;
  return {
    snapshotAgeMs: Math.round(performance.now() - snapshot.freshAt),
    accounts: snapshot.accounts.size,
    unread: snapshot.unread.size,
    whenBlind: { 'pass-unsigned': snapshot.accounts.size - refuse, refuse },
    keys: keysOf(snapshot, Date.now()),
    trust: verifier.age(),
  };
};
