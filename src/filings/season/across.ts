import type { Fingerprints } from './fingerprints.ts';

/** A carrier's filed texts as hashes. */
export type Printed = { readonly carrierId: string; readonly shortName: string } & Fingerprints;

type Named = { readonly carrierId: string; readonly shortName: string };

/** What stands in several filings: the carriers whose texts have it, and those whose records contradict it. */
export type Across = {
  readonly sentences: readonly {
    readonly hash: string;
    readonly concepts: readonly string[];
    readonly carriers: readonly Named[];
    readonly contradicted: readonly (Named & { readonly filing: string; readonly because: string })[];
  }[];
  readonly defects: readonly { readonly code: string; readonly carriers: readonly Named[] }[];
  /** of which share of a carrier's sentences stands word for word in another's, from one half on */
  readonly copied: readonly (Named & { readonly from: Named; readonly share: number })[];
};

const named = ({ carrierId, shortName }: Named): Named => ({ carrierId, shortName });

const grouped = <T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
};

const distinct = (of: readonly Named[]): readonly Named[] => [
  ...new Map(of.map((one) => [one.carrierId, named(one)])).values(),
];

const sharedSentences = (all: readonly Printed[]): Across['sentences'] =>
  grouped(
    all.flatMap(({ sentences, ...carrier }) => sentences.map((sentence) => ({ ...named(carrier), ...sentence }))),
    ({ hash }) => hash,
  )
    .map((group) => ({
      hash: group[0]?.hash ?? '',
      concepts: group[0]?.concepts ?? [],
      carriers: distinct(group),
      contradicted: group
        .filter(({ mark }) => mark === 'contradicted')
        .map(({ filing, because, ...carrier }) => ({ ...named(carrier), filing, because })),
    }))
    .filter(({ carriers, contradicted }) => carriers.length > 1 && contradicted.length > 0)
    .toSorted((a, b) => b.carriers.length - a.carriers.length);

const sharedDefects = (all: readonly Printed[]): Across['defects'] =>
  grouped(
    all.flatMap(({ defects, ...carrier }) => defects.map((defect) => ({ ...named(carrier), ...defect }))),
    ({ code, hash }) => `${code} ${hash}`,
  )
    .map((group) => ({ code: group[0]?.code ?? '', carriers: distinct(group) }))
    .filter(({ carriers }) => carriers.length > 1)
    .toSorted((a, b) => b.carriers.length - a.carriers.length);

const copies = (all: readonly Printed[]): Across['copied'] =>
  all.flatMap((one) => {
    const hashes = new Set(one.sentences.map(({ hash }) => hash));
    if (hashes.size === 0) return [];
    const shares = all
      .filter(({ carrierId }) => carrierId !== one.carrierId)
      .map((other) => {
        const theirs = new Set(other.sentences.map(({ hash }) => hash));
        return { from: named(other), share: [...hashes].filter((hash) => theirs.has(hash)).length / hashes.size };
      })
      .toSorted((a, b) => b.share - a.share);
    const [most] = shares;
    return most === undefined || most.share < 0.5 ? [] : [{ ...named(one), ...most }];
  });

/** Compares carriers by hashes and counts: sentences of several that the records of one contradict, defects of several, and who copied. Pure. */
export const acrossCarriers = (all: readonly Printed[]): Across => ({
  sentences: sharedSentences(all),
  defects: sharedDefects(all),
  copied: copies(all),
});
