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

/** How like two words are, 0 to 1. Source: W. E. Winkler, String Comparator Metrics (1990), prefix of four, scale 0.1. */
const jaroWinkler = (a: string, b: string): number => {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const used = new Uint8Array(b.length);
  const ours: string[] = [];
  for (let i = 0; i < a.length; i += 1)
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j += 1)
      if (used[j] === 0 && a.charCodeAt(i) === b.charCodeAt(j)) {
        used[j] = 1;
        ours.push(a.charAt(i));
        break;
      }
  const common = ours.length;
  if (common === 0) return 0;
  let swapped = 0;
  let n = 0;
  for (let j = 0; j < b.length; j += 1)
    if (used[j] === 1) {
      if (ours[n] !== b.charAt(j)) swapped += 1;
      n += 1;
    }
  const jaro = (common / a.length + common / b.length + (common - swapped / 2) / common) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
};

/** Below this two words are different words. */
const sameWord = 0.82;

/** The part of a name's letters that stand in words like those of another: `best` says how like each word's likest is. */
const covered = (words: readonly string[], best: readonly number[]): number => {
  let sum = 0;
  let length = 0;
  words.forEach((word, n) => {
    sum += (best[n] ?? 0) * word.length;
    length += word.length;
  });
  return length === 0 ? 0 : sum / length;
};

/** What a list says of one of our words, remembered: lists say the same words again and again. */
const likenessOfWord = (own: string): ((other: string) => number) => {
  const known = new Map<string, number>();
  return (other) => {
    const before = known.get(other);
    if (before !== undefined) return before;
    const like = jaroWinkler(own, other);
    const counted = like < sameWord ? 0 : like;
    known.set(other, counted);
    return counted;
  };
};

/**
 * How like names are to one of ours, 0 to 1, by their words in any order. That the shorter one stands in the longer counts most, so
 * that a middle name hides nobody; a name of one word alone is not found in every longer one.
 */
export const likenessTo = (own: readonly string[]): ((other: readonly string[]) => number) => {
  const likenesses = own.map(likenessOfWord);
  return (other) => {
    const table = likenesses.map((like) => other.map(like));
    const ofOwn = covered(
      own,
      table.map((row) => Math.max(0, ...row)),
    );
    if (ofOwn === 0) return 0;
    const ofOther = covered(
      other,
      other.map((_word, n) => Math.max(0, ...table.map((row) => row[n] ?? 0))),
    );
    if (own.length === other.length) return Math.round((ofOwn + ofOther) * 500) / 1000;
    const [shorter, longer] = own.length < other.length ? [ofOwn, ofOther] : [ofOther, ofOwn];
    const weight = Math.min(own.length, other.length) > 1 ? 0.75 : 0.5;
    return Math.round((shorter * weight + longer * (1 - weight)) * 1000) / 1000;
  };
};
