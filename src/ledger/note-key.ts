import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { refuse } from '../kernel/problem.ts';

/** Who may have signed: a name and an Ed25519 public key. */
export type VerifierKey = {
  readonly name: string;
  /** The first four bytes, hex, of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key). */
  readonly hash: string;
  /** `name+hash+base64`, the form of C2SP in which it is given to strangers. */
  readonly text: string;
  /** SHA-256 of the 32 bytes of the public key, hex: what two people read to each other. */
  readonly fingerprint: string;
  readonly publicKey: KeyObject;
};

/** A name and the private half; printing it shows nothing. */
export type SigningKey = { readonly verifier: VerifierKey; readonly privateKey: KeyObject };

const ED25519 = 0x01;
const PUBLIC_KEY_BYTES = 32;
const nameForm = /^[^\s+\p{Cc}]+$/u;
const keyForm = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/u;

/** Whether a text can be a key's name: not empty, no spaces, no plus, no control characters. */
export const isKeyName = (name: string): boolean => nameForm.test(name);

/** The bytes of standard base64 with padding in its one right spelling, or null. */
export const fromBase64 = (text: string): Buffer | null => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
};

/** Reads a C2SP verifier key; null when it is none, its hash is wrong or it is not Ed25519. */
export const readVerifierKey = (text: string): VerifierKey | null => {
  const [, name = '', hash = '', encoded = ''] = keyForm.exec(text) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes === null || bytes.length !== 1 + PUBLIC_KEY_BYTES || bytes[0] !== ED25519 || !isKeyName(name)) return null;
  const key = verifierKeyOf(name, bytes.subarray(1));
  return key.hash === hash ? key : null;
};

/** A new key pair under a name. */
export const generateSigningKey = (name: string): SigningKey =>
  signingKeyOf(name, generateKeyPairSync('ed25519').privateKey);

// PKCS #8 of an Ed25519 private key up to its 32 bytes (RFC 8410)
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key pair that a text gives: the same text, the same key. For fictional carriers, whose key guards nothing. */
export const seededSigningKey = (name: string, seed: string): SigningKey => {
  const der = Buffer.concat([pkcs8Head, createHash('sha256').update(seed).digest()]);
  return signingKeyOf(name, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
};

/** The signing key of a PKCS #8 private key in PEM. */
export const signingKeyFromPem = (name: string, pem: string): SigningKey => signingKeyOf(name, createPrivateKey(pem));

const signingKeyOf = (name: string, privateKey: KeyObject): SigningKey => {
  if (!isKeyName(name)) {
    refuse('invalid-input', `"${name}" cannot be the name of a key.`, 'Use a name without spaces and plus signs.');
  }
  if (privateKey.asymmetricKeyType !== 'ed25519') {
    refuse('invalid-input', `The key of ${name} is not Ed25519.`, 'Create the ledger key with Compline.');
  }
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { verifier: verifierKeyOf(name, Buffer.from(x, 'base64url')), privateKey };
};

const verifierKeyOf = (name: string, publicKey: Buffer): VerifierKey => {
  const typed = Buffer.concat([Buffer.from([ED25519]), publicKey]);
  const hash = createHash('sha256').update(`${name}\n`).update(typed).digest('hex').slice(0, 8);
  return {
    name,
    hash,
    text: `${name}+${hash}+${typed.toString('base64')}`,
    fingerprint: createHash('sha256').update(publicKey).digest('hex'),
    publicKey: createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') },
      format: 'jwk',
    }),
  };
};
