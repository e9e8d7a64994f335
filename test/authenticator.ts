// A device that makes and uses passkeys, as WebAuthn level 2 describes it: ES256, attestation `none`.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

const text = (value: string): Buffer => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
const bytes = (value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0x59, value.length >> 8, value.length & 0xff]), value]);

/** What may be wrong with an answer, one thing at a time. */
export type Fault = { readonly origin: string; readonly rpId: string; readonly flags: number };

export type Device = {
  readonly credentialId: string;
  make(challenge: string, fault: Partial<Fault>): object;
  sign(challenge: string, fault: Partial<Fault>): object;
};

/** A device with one passkey for an address; it counts how often it signed. */
export const device = (origin: string): Device => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const [credential, rpId] = [randomBytes(16), new URL(origin).hostname];
  const id = credential.toString('base64url');
  let counter = 0;
  const head = (fault: Partial<Fault>, flags: number): Buffer => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(fault.rpId ?? rpId), Buffer.from([fault.flags ?? flags]), count]);
  };
  const clientData = (type: string, challenge: string, fault: Partial<Fault>): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: fault.origin ?? origin, crossOrigin: false }));
  return {
    credentialId: id,
    make(challenge, fault) {
      const key = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x ?? '', 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y ?? '', 'base64url'),
      ]);
      // present, verified, with a new credential
      const data = Buffer.concat([head(fault, 0x45), Buffer.alloc(16), Buffer.from([0, 16]), credential, key]);
      const map = [
        Buffer.from([0xa3]),
        text('fmt'),
        text('none'),
        text('attStmt'),
        Buffer.from([0xa0]),
        text('authData'),
        bytes(data),
      ];
      const response = {
        clientDataJSON: clientData('webauthn.create', challenge, fault).toString('base64url'),
        attestationObject: Buffer.concat(map).toString('base64url'),
        transports: ['internal'],
      };
      return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
    },
    sign(challenge, fault) {
      counter += 1;
      const [data, client] = [head(fault, 0x05), clientData('webauthn.get', challenge, fault)];
      const response = {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, sha256(client)]), privateKey).toString('base64url'),
        userHandle: null,
      };
      return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
    },
  };
};
