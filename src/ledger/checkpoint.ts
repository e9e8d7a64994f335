import { type Frontier, type Hash, rootOf } from './merkle.ts';
import { signNote } from './note.ts';
import { fromBase64, type SigningKey } from './note-key.ts';

/** The head of a ledger's tree as it is signed: C2SP tlog-checkpoint. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Hash };

const HASH_BYTES = 32;
const sizeForm = /^(0|[1-9]\d{0,15})$/;

/** The text of a checkpoint: origin, size and root, a line each. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;

/** Reads the text of a checkpoint; null when it is none. Extension lines, which we never write, are passed over. */
export const readCheckpoint = (text: string): Checkpoint | null => {
  if (!text.endsWith('\n')) return null;
  const lines = text.slice(0, -1).split('\n');
  const [origin = '', size = '', encoded = ''] = lines;
  const root = fromBase64(encoded);
  if (lines.includes('') || !sizeForm.test(size) || root === null || root.length !== HASH_BYTES) return null;
  return Number.isSafeInteger(Number(size)) ? { origin, size: Number(size), root } : null;
};

/** The signed checkpoint of a tree; the key's name is its origin. */
export const signCheckpoint = (frontier: Frontier, key: SigningKey): string =>
  signNote(checkpointText({ origin: key.verifier.name, size: frontier.size, root: rootOf(frontier) }), [key]);
