import { Resolver } from 'node:dns/promises';

/** The TXT records of a name, each joined to one text; none where there is no such name. Throws where the directory does not answer. */
export type LookUpText = (name: string) => Promise<readonly string[]>;

const none = new Set(['ENODATA', 'ENOTFOUND']);

/** Asks the machine's own name servers, five seconds at most a try. */
export const lookUpText: LookUpText = async (name) => {
  try {
    const records = await new Resolver({ timeout: 5000, tries: 2 }).resolveTxt(name);
    return records.map((parts) => parts.join(''));
  } catch (error) {
    if (error instanceof Error && 'code' in error && none.has(String(error.code))) return [];
    throw error;
  }
};
