import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { operation } from '../../../kernel/operation.ts';
import { Problem } from '../../../kernel/problem.ts';
import { ownCredential } from '../own-credential.ts';
import { writeCredential } from './add.ts';
import { openKey } from './sealed-key.ts';

/** Where an ACME client or a person puts renewed chains of a carrier: `<data folder>/certificates/<carrier>/NAME.pem`. */
const folderOf = (ctx: Ctx): string => join(ctx.dataFolder, 'certificates', ctx.carrier.id);

const waiting = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.pem')).sort();
  } catch {
    // no such folder: nothing is renewed this way
    return [];
  }
};

/** The same key under a renewed certificate: whichever of the keys in force it belongs to. */
const renew = async (ctx: Ctx, chain: Buffer): Promise<'taken' | string> => {
  // the reason that is told is that of the newest key
  const rows = await ctx.tx
    .selectFrom('signingCredential')
    .selectAll()
    .where('retiredAt', 'is', null)
    .orderBy('fromAt')
    .orderBy('id')
    .execute();
  let why = 'there is no key in force to which it could belong';
  for (const { x5u, spc, sealedKey } of rows)
    try {
      const key = await openKey(ctx.dataFolder, ctx.carrier.id, sealedKey);
      const credential = ownCredential(key, { chain, x5u, expectedSpc: spc }, Date.now());
      await writeCredential(ctx, { chain: chain.toString(), sealedKey, x5u }, credential);
      return 'taken';
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.type === 'already-exists') return 'taken';
      why = error.facts.detail;
    }
  return why;
};

export const pickUpChains = operation({
  http: 'POST /v1/signing-credentials:pick-up',
  says: 'Take renewed chains from the watched folder; what does not fit a key in force is put aside with the reason',
  law: ['47 CFR 64.6301(a)'],
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({
    taken: z.array(z.string()),
    refused: z.array(z.strictObject({ file: z.string(), why: z.string() })),
  }),
  async run(ctx: Ctx) {
    const folder = folderOf(ctx);
    const taken: string[] = [];
    const refused: { file: string; why: string }[] = [];
    for (const file of await waiting(folder)) {
      const result = await renew(ctx, await readFile(join(folder, file)));
      if (result === 'taken') taken.push(file);
      else refused.push({ file, why: result });
      // moved even if the transaction fails: the job tells, and the file can be put back
      await rename(join(folder, file), join(folder, `${file}.${result === 'taken' ? 'taken' : 'refused'}`));
    }
    return { taken, refused };
  },
});
