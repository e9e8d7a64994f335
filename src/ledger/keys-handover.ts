import { openNote, signNote } from './note.ts';
import { readVerifierKey, type SigningKey, type VerifierKey } from './note-key.ts';

// A stranger who pinned the old key must be able to follow to the new one without asking us. So the old key's last act
// is to sign, together with the new one, a note that names both.

/** A key that signs no more. Instants are RFC 3339 in UTC. */
export type OlderKey = {
  readonly publicKey: string;
  readonly from: string;
  readonly until: string;
  /** The signed note by which this key named its successor. */
  readonly handover: string;
};

const TITLE = 'compline ledger key handover';

const handoverText = (older: Omit<OlderKey, 'handover'>, successor: string): string =>
  `${TITLE}\nfrom ${older.publicKey}\nheld ${older.from}\nuntil ${older.until}\nto ${successor}\n`;

/** The old key's farewell, signed by both keys. */
export const handOver = (old: SigningKey, next: SigningKey, held: { from: string; until: string }): OlderKey => {
  const older = { publicKey: old.verifier.text, ...held };
  return { ...older, handover: signNote(handoverText(older, next.verifier.text), [old, next]) };
};

/** All keys of a ledger, oldest first and the current one last, or why the chain of handovers does not hold. */
export type KeyChain =
  | { readonly holds: true; readonly keys: readonly VerifierKey[] }
  | { readonly holds: false; readonly why: string };

/** Follows the handovers from the oldest key to the current one. */
export const followHandovers = (older: readonly OlderKey[], current: VerifierKey): KeyChain => {
  const keys: VerifierKey[] = [];
  for (const [i, each] of older.entries()) {
    const key = readVerifierKey(each.publicKey);
    if (key === null) return { holds: false, why: `olderKeys[${i}].publicKey is not a verifier key` };
    const successor = readVerifierKey(older[i + 1]?.publicKey ?? current.text);
    const opened = successor === null ? null : openNote(each.handover, [key, successor]);
    const named = opened?.opened === true && opened.text === handoverText(each, successor?.text ?? '');
    if (opened?.opened !== true || !named || new Set(opened.signers).size !== 2) {
      return { holds: false, why: `olderKeys[${i}].handover is not signed by that key and its successor` };
    }
    keys.push(key);
  }
  return { holds: true, keys: [...keys, current] };
};
