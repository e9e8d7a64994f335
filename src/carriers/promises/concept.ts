/** A statement that filings make, by its number in the catalogue, with the rule behind it and the controls that can prove it. */
export type Concept = {
  readonly id: string;
  readonly says: string;
  readonly law: string;
  readonly controls: readonly string[];
  readonly found: RegExp;
  /** It bears on a campaign, its list, its manner or its approval: its reviewer looks at it. */
  readonly ofCampaigns: boolean;
};

/** One line of a catalogue. A pattern meets the sentence with plain quotes and single spaces. */
export const concept = (
  id: string,
  says: string,
  law: string,
  controls: readonly string[],
  found: RegExp,
): Concept => ({ id, says, law, controls, found, ofCampaigns: false });

/** The same of what a reviewer of campaigns looks at. */
export const ofCampaigns = (one: Concept): Concept => ({ ...one, ofCampaigns: true });

// no sentence of a filing is longer; the patterns stay quick on whatever is dropped on them
const longest = 4000;

/** The sentence as patterns expect it. */
export const plain = (text: string): string =>
  text
    .slice(0, longest)
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[‐‑–—]/g, '-')
    .replace(/Â/g, '')
    .replace(/\s+/g, ' ');

/** Numbers of the concepts that a sentence states, in the catalogue's order. */
export const conceptsOf = (text: string, catalogue: readonly Concept[]): string[] => {
  const bare = plain(text);
  return catalogue.filter(({ found }) => found.test(bare)).map(({ id }) => id);
};
