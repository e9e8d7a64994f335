import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import { type Hash, sameHash } from './merkle.ts';
import { openNote, readNote } from './note.ts';
import type { Header } from './verify-header.ts';

/** A checkpoint signed by one of the ledger's keys for its origin, or why it is none. */
export type CheckpointRead =
  | {
      readonly is: 'checkpoint';
      readonly checkpoint: Checkpoint /** Place in the header's keys. */;
      readonly key: number;
    }
  | { readonly is: 'wrong'; readonly why: string };

const wrong = (why: string) => ({ is: 'wrong', why }) as const;

/** Opens a note as a checkpoint of the ledger that the header describes. */
export const openCheckpoint = (note: string, { origin, keys }: Header): CheckpointRead => {
  const opened = openNote(note, keys);
  if (!opened.opened) return wrong(opened.why);
  const checkpoint = readCheckpoint(opened.text);
  if (checkpoint === null) return wrong('it does not have the form of a checkpoint');
  if (checkpoint.origin !== origin) return wrong(`it belongs to the ledger ${checkpoint.origin}`);
  return { is: 'checkpoint', checkpoint, key: Math.max(...opened.signers.map((signer) => keys.indexOf(signer))) };
};

/** The size a note claims to cover, signed or not; null when it is no checkpoint at all. */
export const claimedSize = (note: string): number | null => readCheckpoint(readNote(note)?.text ?? '')?.size ?? null;

/** What is wrong with a root, or null. */
export const rootFlaw = (checkpoint: Checkpoint, root: Hash): string | null =>
  sameHash(checkpoint.root, root)
    ? null
    : `its root is ${hex(checkpoint.root)}, but the first ${checkpoint.size} entries give ${hex(root)}`;

const hex = (bytes: Hash): string => Buffer.from(bytes).toString('hex');
