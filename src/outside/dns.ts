import { Resolver } from 'node:dns/promises';

/** The TXT records of a name, each joined to one text; none where there is no such name. Throws where the directory does not answer. */
export type LookUpText = (name: string) => Promise<readonly string[]>;

/** The addresses of a host, or the hosts that take a domain's mail; none where there is no such name. Throws likewise. */
export type LookUpNames = (name: string) => Promise<readonly string[]>;

const none = new Set(['ENODATA', 'ENOTFOUND']);

/** Asks the machine's own name servers, five seconds at most a try. */
const ask = async <T>(question: (resolver: Resolver) => Promise<readonly T[]>): Promise<readonly T[]> => {
  try {
    return await question(new Resolver({ timeout: 5000, tries: 2 }));
  } catch (error) {
    if (error instanceof Error && 'code' in error && none.has(String(error.code))) return [];
    throw error;
  }
};

export const lookUpText: LookUpText = async (name) =>
  (await ask((resolver) => resolver.resolveTxt(name))).map((parts) => parts.join(''));

export const lookUpAddresses: LookUpNames = async (name) => [
  ...(await ask((resolver) => resolver.resolve4(name))),
  ...(await ask((resolver) => resolver.resolve6(name))),
];

export const lookUpExchanges: LookUpNames = async (name) =>
  (await ask((resolver) => resolver.resolveMx(name))).map(({ exchange }) => exchange);
