import { sign, verify } from 'node:crypto';
import { fromBase64, isKeyName, type SigningKey, type VerifierKey } from './note-key.ts';

/** One signature line. */
export type NoteSignature = { readonly name: string; readonly hash: string; readonly signature: Buffer };

/** A signed note taken apart; nothing is verified yet. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** A note that some known keys signed, or the reason why it is to be ignored. */
export type Opened =
  | { readonly opened: true; readonly text: string; readonly signers: readonly VerifierKey[] }
  | { readonly opened: false; readonly why: string };

// C2SP signed-note: verifiers should limit the size; 64 post-quantum signatures of 5 kB fit.
const LONGEST_NOTE = 1_000_000;
const KEY_HASH_BYTES = 4;
const signatureForm = /^— (\S+) (\S+)$/u;
const forbidden = /[\p{Cc}\p{Surrogate}]/u;

/** The text, ending in a newline, with a signature line of each key: C2SP signed-note. */
export const signNote = (text: string, keys: readonly SigningKey[]): string => {
  if (!isNoteText(text)) throw new Error('a note is lines of text without control characters, ending in a newline');
  return `${text}\n${keys.map((key) => signatureLine(text, key)).join('')}`;
};

const signatureLine = (text: string, { verifier, privateKey }: SigningKey): string => {
  const signature = sign(null, Buffer.from(text), privateKey);
  const bytes = Buffer.concat([Buffer.from(verifier.hash, 'hex'), signature]);
  return `— ${verifier.name} ${bytes.toString('base64')}\n`;
};

/** Takes a note apart; null when it has not the form of C2SP signed-note. */
export const readNote = (note: string): Note | null => {
  const end = note.lastIndexOf('\n\n');
  if (note.length > LONGEST_NOTE || end < 0) return null;
  const text = note.slice(0, end + 1);
  const below = note.slice(end + 2);
  if (!isNoteText(text) || !below.endsWith('\n')) return null;
  const signatures: NoteSignature[] = [];
  for (const line of below.slice(0, -1).split('\n')) {
    const signature = readSignature(line);
    if (signature === null) return null;
    signatures.push(signature);
  }
  return { text, signatures };
};

/** Verifies a note: some key of `keys` must have signed it, and none of their signatures may be wrong. */
export const openNote = (note: string, keys: readonly VerifierKey[]): Opened => {
  const read = readNote(note);
  if (read === null) return { opened: false, why: 'it does not have the form of a signed note' };
  const message = Buffer.from(read.text);
  const signers: VerifierKey[] = [];
  for (const { name, hash, signature } of read.signatures) {
    const key = keys.find((known) => known.name === name && known.hash === hash);
    // signatures of strangers, such as witnesses, are not ours to judge
    if (key === undefined) continue;
    if (!verify(null, message, key.publicKey, signature)) {
      return { opened: false, why: `the signature of ${name} (${hash}) is wrong` };
    }
    signers.push(key);
  }
  if (signers.length > 0) return { opened: true, text: read.text, signers };
  const by = read.signatures.map(({ name, hash }) => `${name} (${hash})`).join(', ');
  return { opened: false, why: `it is signed by ${by}, not by the ledger's key` };
};

const isNoteText = (text: string): boolean =>
  text.endsWith('\n') && !text.split('\n').some((line) => forbidden.test(line));

const readSignature = (line: string): NoteSignature | null => {
  const [, name = '', encoded = ''] = signatureForm.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes === null || bytes.length <= KEY_HASH_BYTES || !isKeyName(name)) return null;
  return {
    name,
    hash: bytes.subarray(0, KEY_HASH_BYTES).toString('hex'),
    signature: bytes.subarray(KEY_HASH_BYTES),
  };
};
