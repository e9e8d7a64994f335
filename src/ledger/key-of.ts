import { Problem } from '../kernel/problem.ts';
import { createKey, keysFolder, type LedgerKey, loadKey } from './keys.ts';

/** The name under which a carrier's ledger signs: it stands in the first line of each checkpoint. */
export const originOf = (carrierId: string): string => `compline.ledger/${carrierId}`;

/** A carrier's ledger key, created with its first checkpoint. `at` is epoch ms. */
export const ledgerKeyOf = async (dataFolder: string, carrierId: string, at: number): Promise<LedgerKey> => {
  const folder = keysFolder(dataFolder);
  const missing = (error: unknown): boolean => error instanceof Problem && error.type === 'not-found';
  try {
    return await loadKey(folder, carrierId);
  } catch (error) {
    if (!missing(error)) throw error;
  }
  try {
    return await createKey(folder, carrierId, originOf(carrierId), at);
  } catch (error) {
    if (!(error instanceof Problem) || error.type !== 'already-exists') throw error;
    return loadKey(folder, carrierId);
  }
};
