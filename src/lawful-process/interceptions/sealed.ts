import { markUnder, type SealedUnder, sealUnder, unsealUnder } from '../../db/sealed.ts';

const under = (dataFolder: string, carrierId: string): SealedUnder => ({
  dataFolder,
  owner: carrierId,
  name: 'interceptions',
});

/** A value as it may stand in the database, under a key of this store's own. */
export const seal = (dataFolder: string, carrierId: string, recordId: string, value: unknown): Promise<string> =>
  sealUnder(under(dataFolder, carrierId), recordId, value);

/** The value behind a sealed one; `unavailable` where the folder does not know its key, or the value is another record's. */
export const unseal = (dataFolder: string, carrierId: string, recordId: string, sealed: string): Promise<unknown> =>
  unsealUnder(under(dataFolder, carrierId), recordId, sealed);

/**
 * By what a text of a record is known again, hex. Numbers, kinds and names of judges are few enough to be guessed one after another from
 * a plain hash, and evidence is read by many who may not know them.
 */
export const markOf = (dataFolder: string, carrierId: string, recordId: string, text: string): Promise<string> =>
  markUnder(under(dataFolder, carrierId), recordId, text);
