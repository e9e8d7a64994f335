import { type KeyObject, randomBytes } from 'node:crypto';
import { keepSecret, secretOf } from '../../../db/secrets.ts';
import { readPrivateKey } from '../own-credential.ts';

const secretName = 'signing-keys';

const passphraseOf = async (dataFolder: string, carrierId: string): Promise<string> => {
  const known = await secretOf(dataFolder, carrierId, secretName);
  if (known !== null) return known;
  const fresh = randomBytes(32).toString('base64url');
  await keepSecret(dataFolder, carrierId, secretName, fresh);
  return fresh;
};

/** A private key as it may stand in the database: PKCS#8 encrypted under a passphrase that lies in the installation's folder. */
export const sealKey = async (dataFolder: string, carrierId: string, key: KeyObject): Promise<string> => {
  const passphrase = await passphraseOf(dataFolder, carrierId);
  return key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();
};

/** The key behind a sealed one; throws where the installation's folder does not know its passphrase. */
export const openKey = async (dataFolder: string, carrierId: string, sealed: string): Promise<KeyObject> =>
  readPrivateKey(sealed, await secretOf(dataFolder, carrierId, secretName));
