import type { Db } from '../../../db/connect.ts';
import { ownCredential, type Signer } from '../own-credential.ts';
import { openKey } from './sealed-key.ts';

/** Who signs for each carrier: its signers, the newest first. */
export type Signers = ReadonlyMap<string, readonly Signer[]>;

/**
 * The signers of all carriers whose certificates hold now. One that cannot be opened is told and left out: its calls go the way of
 * the account's own setting, the others are signed.
 */
export const loadSigners = async (db: Db, dataFolder: string, complain: (line: string) => void): Promise<Signers> => {
  const rows = await db
    .selectFrom('signingCredential')
    .select(['carrierId', 'id', 'spc', 'x5u', 'chain', 'sealedKey'])
    .where('retiredAt', 'is', null)
    .where('notAfter', '>', Date.now())
    .orderBy('fromAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const signers = new Map<string, Signer[]>();
  for (const { carrierId, id, spc, x5u, chain, sealedKey } of rows)
    try {
      const key = await openKey(dataFolder, carrierId, sealedKey);
      const { signer } = ownCredential(key, { chain: Buffer.from(chain), x5u, expectedSpc: spc }, Date.now());
      signers.set(carrierId, [...(signers.get(carrierId) ?? []), signer]);
    } catch (error) {
      complain(
        `compline: signing credential ${id} cannot sign: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  return signers;
};

/** Who signs for a code of a carrier, or for its newest certificate where no code is asked; null: nobody whose certificate holds. */
export const signerFor = (signers: Signers, carrierId: string, spc: string | null, now: number): Signer | null =>
  signers.get(carrierId)?.find((signer) => (spc === null || signer.spc === spc) && signer.notAfter > now) ?? null;
