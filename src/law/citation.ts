/** A paragraph as answers and records write it: `47 CFR 64.2008(d)(1)` or `47 USC 222(d)(1)`. */
export type Cite = `47 CFR ${string}` | `47 USC ${string}`;

const sectionOf =
  /^(?:47\s*(c\.?f\.?r\.?|u\.?s\.?c\.?)\s*)?(?:§+\s*|sec(?:tion|\.)?\s*)?(64\.\d{4}|1\.2000\d|222)((?:\s*\([0-9a-z]+\))*)$/i;

/**
 * The citation a person meant by `64.2010(c)`, `47 CFR 64.2010 (c)`, `§ 222(d)(3)` and the like, or null when it is no
 * citation of the sections that are encoded.
 */
export const citeFrom = (text: string): Cite | null => {
  const [, title, section, paragraphs] = sectionOf.exec(text.trim()) ?? [];
  if (section === undefined || paragraphs === undefined) return null;
  const statute = section === '222';
  if (title !== undefined && /^u/i.test(title) !== statute) return null;
  const place = `${section}${paragraphs.replaceAll(/\s/g, '').toLowerCase()}`;
  return statute ? `47 USC ${place}` : `47 CFR ${place}`;
};

/** Whether `cite` is the paragraph `within` or one below it: (d)(1) is within (d). */
export const isWithin = (cite: Cite, within: Cite): boolean => cite === within || cite.startsWith(`${within}(`);
