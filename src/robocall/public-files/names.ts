const legalForms = new Set(
  'llc inc incorporated corp corporation co company ltd limited lp llp plc pc pllc sa gmbh the of and'.split(' '),
);

/** The words of a name that tell it from others: no accents, no punctuation, no legal form, in order of the alphabet. */
export const wordsOf = (name: string): readonly string[] => {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’.]|(?<=\b(al|el|abd))-/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const telling = words.filter((word) => !legalForms.has(word));
  return (telling.length > 0 ? telling : words).toSorted();
};

/** The same as one text, by which equal names are found. */
export const nameKey = (name: string): string => wordsOf(name).join(' ');

/** Characters of `a` that stand in `b` near the same place, in order of `a`. */
const near = (a: string, b: string, reach: number): string => {
  const used = new Set<number>();
  let found = '';
  for (let i = 0; i < a.length; i += 1)
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j += 1)
      if (!used.has(j) && a[i] === b[j]) {
        used.add(j);
        found += a[i];
        break;
      }
  return found;
};

/** How like two words are, 0 to 1. Source: W. E. Winkler, String Comparator Metrics (1990), prefix of four, scale 0.1. */
const jaroWinkler = (a: string, b: string): number => {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const [ours, theirs] = [near(a, b, reach), near(b, a, reach)];
  const common = ours.length;
  if (common === 0) return 0;
  let swapped = 0;
  for (let i = 0; i < common; i += 1) if (ours[i] !== theirs[i]) swapped += 1;
  const jaro = (common / a.length + common / b.length + (common - swapped / 2) / common) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
};

/** Below this two words are different words. */
const sameWord = 0.82;

/** The part of a name's letters that stand in words like those of another. */
const covered = (words: readonly string[], by: readonly string[]): number => {
  let sum = 0;
  let length = 0;
  for (const word of words) {
    const best = Math.max(0, ...by.map((other) => jaroWinkler(word, other)));
    sum += best < sameWord ? 0 : best * word.length;
    length += word.length;
  }
  return length === 0 ? 0 : sum / length;
};

/**
 * How like two names are, 0 to 1, by their words in any order. That the shorter one stands in the longer counts most, so that a middle
 * name hides nobody; a name of one word alone is not found in every longer one.
 */
export const likeness = (a: readonly string[], b: readonly string[]): number => {
  const [ofA, ofB] = [covered(a, b), covered(b, a)];
  if (a.length === b.length) return Math.round((ofA + ofB) * 500) / 1000;
  const [shorter, longer] = a.length < b.length ? [ofA, ofB] : [ofB, ofA];
  const weight = Math.min(a.length, b.length) > 1 ? 0.75 : 0.5;
  return Math.round((shorter * weight + longer * (1 - weight)) * 1000) / 1000;
};
