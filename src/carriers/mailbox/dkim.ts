import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { LookUpText } from '../../outside/dns.ts';
import { fieldsOf, type HeaderField, relaxedBody, relaxedField, simpleBody, tagsOf } from './canonical.ts';

/** A mail as its signatures see it. */
type Signed = { readonly fields: readonly HeaderField[]; readonly body: string };
type Tags = ReadonlyMap<string, string>;

const host = /^[a-z0-9_](?:[a-z0-9_.-]{0,250}[a-z0-9])?$/i;

/** More than these no server writes: other signatures are not looked at, nor a signature of more fields. */
const [mostSignatures, mostFields] = [5, 200];

// what is read of a mail stands there once: of two, one need not be the signed one
const once = ['from', 'subject', 'date', 'content-type', 'content-transfer-encoding', 'mime-version'];

const ed25519 = Buffer.from('302a300506032b6570032100', 'hex');

const bare = (text: string): string => text.replace(/\s+/g, '');

/** The key that a record publishes for an algorithm; null where it publishes none that counts. */
const keyIn = (record: string, algorithm: string): KeyObject | null => {
  const tags = tagsOf(record);
  if (tags === null || (tags.get('v') ?? 'DKIM1') !== 'DKIM1' || (tags.get('k') ?? 'rsa') !== algorithm) return null;
  const lists = (name: string, wanted: readonly string[]): boolean =>
    (tags.get(name) ?? wanted[0] ?? '').split(':').some((one) => wanted.includes(one.trim()));
  // a domain that only tries its signatures out does not stand by them
  if (!lists('h', ['sha256']) || !lists('s', ['*', 'email']) || (tags.get('t') ?? '').split(':').includes('y'))
    return null;
  const bytes = Buffer.from(bare(tags.get('p') ?? ''), 'base64');
  try {
    const der = algorithm === 'ed25519' ? Buffer.concat([ed25519, bytes]) : bytes;
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== algorithm) return null;
    return algorithm === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < 1024 ? null : key;
  } catch {
    return null;
  }
};

/** The bytes that a signature signs: the fields it names, each from the last up, and itself without its value. */
const signedBytes = ({ fields }: Signed, own: HeaderField, tags: Tags, canonical: string): Buffer => {
  const write = (field: HeaderField): string => (canonical === 'relaxed' ? relaxedField(field) : field.raw);
  const left = [...fields].reverse();
  const lines: string[] = [];
  for (const name of (tags.get('h') ?? '').split(':')) {
    const at = left.findIndex((field) => field.name === name.trim().toLowerCase());
    const [field] = at === -1 ? [] : left.splice(at, 1);
    if (field !== undefined) lines.push(`${write(field)}\r\n`);
  }
  const unsigned = { ...own, raw: own.raw.replace(/([:;]\s*b\s*=)[^;]*/, '$1') };
  return Buffer.from(lines.join('') + write(unsigned), 'latin1');
};

// what is read of the header is signed; how the body is written down few servers sign, and its bytes are
const signedOf = ['from', 'subject', 'date'];

/** Whether a signature can count at all: its version, algorithm, fields and time; the whole body is signed. */
const counts = ({ fields }: Signed, tags: Tags, at: number): boolean => {
  const [domain, selector] = [tags.get('d') ?? '', tags.get('s') ?? ''];
  const signer = (tags.get('i') ?? `@${domain}`).split('@').at(-1)?.toLowerCase() ?? '';
  const names = (tags.get('h') ?? '')
    .toLowerCase()
    .split(':')
    .map((name) => name.trim());
  return (
    tags.get('v') === '1' &&
    ['rsa-sha256', 'ed25519-sha256'].includes(tags.get('a') ?? '') &&
    host.test(domain) &&
    host.test(selector) &&
    (signer === domain.toLowerCase() || signer.endsWith(`.${domain.toLowerCase()}`)) &&
    names.length <= mostFields &&
    names.includes('from') &&
    signedOf.every((name) => names.includes(name) || !fields.some((field) => field.name === name)) &&
    !tags.has('l') &&
    (!tags.has('x') || Number(tags.get('x')) * 1000 >= at)
  );
};

/** The domain that a signature proves to have signed the mail; null where it does not. Throws where the name server does not answer. */
const signerOf = async (
  signed: Signed,
  own: HeaderField,
  at: number,
  lookUpText: LookUpText,
): Promise<string | null> => {
  const tags = tagsOf(own.raw.slice(own.raw.indexOf(':') + 1));
  if (tags === null || !counts(signed, tags, at)) return null;
  const [header = 'simple', body = 'simple'] = (tags.get('c') ?? 'simple/simple').split('/');
  if (![header, body].every((one) => one === 'simple' || one === 'relaxed')) return null;
  const text = body === 'relaxed' ? relaxedBody(signed.body) : simpleBody(signed.body);
  const hash = createHash('sha256').update(text, 'latin1').digest('base64');
  if (hash !== bare(tags.get('bh') ?? '')) return null;
  const domain = (tags.get('d') ?? '').toLowerCase();
  const [algorithm = ''] = (tags.get('a') ?? '').split('-');
  const bytes = signedBytes(signed, own, tags, header);
  const value = Buffer.from(bare(tags.get('b') ?? ''), 'base64');
  for (const record of await lookUpText(`${tags.get('s')}._domainkey.${domain}`)) {
    const key = keyIn(record, algorithm);
    if (key === null) continue;
    const good =
      algorithm === 'rsa'
        ? verify('sha256', bytes, key, value)
        : verify(null, createHash('sha256').update(bytes).digest(), key, value);
    if (good) return domain;
  }
  return null;
};

/** The domains that signed a raw mail (DKIM, RFC 6376) as it stood at an instant (epoch ms); null where it bears no signature. Throws where no name server answers. */
export const signersOf = async (
  raw: Uint8Array,
  at: number,
  lookUpText: LookUpText,
): Promise<readonly string[] | null> => {
  const signed = fieldsOf(raw);
  const signatures = signed.fields.filter(({ name }) => name === 'dkim-signature').slice(0, mostSignatures);
  if (signatures.length === 0) return null;
  if (once.some((name) => signed.fields.filter((field) => field.name === name).length > 1)) return [];
  const domains = await Promise.all(signatures.map((own) => signerOf(signed, own, at, lookUpText)));
  return domains.filter((domain) => domain !== null);
};
