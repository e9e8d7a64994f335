import { FORMAT } from './export-format.ts';
import { followHandovers, type OlderKey } from './keys-handover.ts';
import { readVerifierKey, type VerifierKey } from './note-key.ts';
import { type Fields, isCompact, isFields, namesFlaw, readObject } from './verify-line.ts';

/** What the first line says, once it holds together. */
export type Header = {
  readonly carrier: string;
  readonly origin: string;
  /** Oldest first; the last signs now. */
  readonly keys: readonly VerifierKey[];
  readonly current: VerifierKey;
  readonly mark: 'demo' | 'live';
};

export type HeaderRead =
  | { readonly is: 'header'; readonly header: Header }
  | { readonly is: 'wrong'; readonly why: string };

const wrong = (why: string) => ({ is: 'wrong', why }) as const;

/** Reads the first line of an export. */
export const readHeader = (bytes: Uint8Array): HeaderRead => {
  const line = readObject(bytes);
  if (line.is === 'wrong') return line;
  const { fields, text } = line;
  if (fields.kind !== 'header') return wrong('is not the header');
  const flaw = headerFlaw(fields);
  if (flaw !== null) return wrong(flaw);
  const older = olderKeysOf(fields.olderKeys);
  if (older === null) return wrong('has olderKeys that are not a list of publicKey, from, until and handover');
  if (!isCompact(text, fields)) return wrong('is not written without white space, each field once');
  return readKeys(fields, older);
};

const headerFlaw = (fields: Fields): string | null => {
  const flaw = namesFlaw(fields, ['kind', 'format', 'carrier', 'origin', 'publicKey'], ['demo', 'olderKeys']);
  if (flaw !== null) return flaw;
  const { format, carrier, origin, demo } = fields;
  if (format !== FORMAT) return `names another format than ${FORMAT}`;
  if (typeof carrier !== 'string' || carrier === '') return 'has a carrier that is not a text';
  if (typeof origin !== 'string' || origin === '') return 'has an origin that is not a text';
  if (!origin.endsWith(`/${carrier}`)) return 'has an origin that does not end in the carrier';
  if (demo !== undefined && demo !== true) return 'has a demo mark that is not true';
  return null;
};

const readKeys = ({ carrier, origin, publicKey, demo }: Fields, older: readonly OlderKey[]): HeaderRead => {
  const current = typeof publicKey === 'string' ? readVerifierKey(publicKey) : null;
  if (current === null) return wrong('has a publicKey that is not an Ed25519 verifier key, or its hash is wrong');
  if (current.name !== origin) return wrong('has a publicKey with another name than the origin');
  const chain = followHandovers(older, current);
  if (!chain.holds) return wrong(`does not hold together: ${chain.why}`);
  const header = { carrier: String(carrier), origin: current.name, keys: chain.keys, current };
  return { is: 'header', header: { ...header, mark: demo === true ? 'demo' : 'live' } };
};

const olderKeysOf = (value: unknown): readonly OlderKey[] | null => {
  if (value === undefined) return [];
  return Array.isArray(value) && value.every(isOlderKey) ? value : null;
};

const isOlderKey = (value: unknown): value is OlderKey => {
  const names = ['publicKey', 'from', 'until', 'handover'];
  return (
    isFields(value) && namesFlaw(value, names, []) === null && names.every((name) => typeof value[name] === 'string')
  );
};
