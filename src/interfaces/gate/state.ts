import { performance } from 'node:perf_hooks';
import type { Gate } from '../../robocall/call-gate/gate.ts';

/** How the gate stands: for /readyz and /metrics. */
export type GateState = {
  readonly snapshotAgeMs: number;
  readonly accounts: number;
  /** Accounts of which a change is known that could not be read yet. */
  readonly unread: number;
  /** How many accounts ask to be passed unsigned, or refused, while key, counters or record are gone. */
  readonly whenBlind: { readonly 'pass-unsigned': number; readonly refuse: number };
};

/** How the gate of this process stands now. */
export const stateOf = ({ snapshot }: Gate): GateState => {
  let refuse = 0;
  for (const { whenBlind } of snapshot.accounts.values()) refuse += whenBlind === 'refuse' ? 1 : 0;
  return {
    snapshotAgeMs: Math.round(performance.now() - snapshot.freshAt),
    accounts: snapshot.accounts.size,
    unread: snapshot.unread.size,
    whenBlind: { 'pass-unsigned': snapshot.accounts.size - refuse, refuse },
  };
};
