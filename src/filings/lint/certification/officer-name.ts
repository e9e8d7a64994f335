import type { OpenDocument, Unit } from '../document.ts';

const name = "(?<name>[A-Z][\\w.'-]*(?:\\s+(?:[A-Z][\\w.'-]*|de|da|van|von|der|la|el|bin|al)){1,5})";
const spoken = new RegExp(
  `(?:^|[.;:]\\s+|\\bthat\\s+)(?:(?:\\(?\\d+[.)]\\s+)?(?:I|The undersigned|Undersigned),\\s+(?:the undersigned,?\\s+)?|(?:\\(?\\d+[.)]\\s+)?(?:My name is|I am(?= [A-Z]\\w+ [A-Z]))\\s+)${name}`,
);
const labelled = new RegExp(
  `^(?:certifying |responsible |company |signing |authorized |name of )*(?:officer|signatory|signator)(?:'s)?(?: name| signing| of the company| \\(name\\))*\\s*:\\s*${name}`,
  'i',
);

const named = (unit: Unit): string | null => {
  const match = spoken.exec(unit.text) ?? (unit.text.length < 160 ? labelled.exec(unit.text) : null);
  const found = match?.groups?.name ?? null;
  return found === null || /^(?:as|an?|the|hereby|certify)\b/i.test(found) ? null : found;
};

/** The name of the person who certifies, as "I, NAME" or a label gives it, or null. */
export const officerName = (document: OpenDocument): string | null => {
  for (const unit of document.units) {
    const found = named(unit);
    if (found !== null) return found;
  }
  return null;
};
