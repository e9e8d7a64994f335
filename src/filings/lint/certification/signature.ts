import { type OpenDocument, type Place, placeIn, type Unit } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { officerName } from './officer-name.ts';

const label =
  /(?:^|[\s_])(?:signed(?:\s+by)?|signature(?:\s+of\s+[\w ]{2,40})?|(?:officer'?s?|authorized|signatory'?s?|certifying officer'?s?)\s+signature|by|sign here)\s*:\s*(?<value>.*)$/i;
const mark = /(?<before>[A-Z][\w.'-]+(?: [A-Z][\w.'-]+)+)?\s*(?:\/\s*s\s*\/|\bs\/)\s*(?<name>[A-Z][\w.' -]+)?/i;
const electronic =
  /\b(?:electronically|digitally|e-)\s*-?(?:signed|executed|sealed)\b(?:\s+by)?:?\s*(?<name>[A-Z][\w.' -]+)?|\b(?:signed|executed) (?:electronically|digitally)(?:\s+by)?:?\s*(?<signer>[A-Z][\w.' -]+)|\b(?:docusign(?:ed)?|adobe sign(?:ed)?|hellosign(?:ed)?|signed via \w+)\b(?:\s+by)?:?\s*(?<sender>[A-Z][\w.' -]+)?|\be-?signature:?\s*(?<named>[A-Z][\w.' -]+)|\bconformed signature\b/i;
const placeholder =
  /^\s*(?:x\b)?[\s_.\-()]*(?:\[[^\]]*\]|\((?:signature|sign here)[^)]*\)|signature|tbd|n\/a|pending|to be signed|to follow|unsigned)?[\s_.\-()]*(?:date[d]?\s*:?.*)?$|^\s*(?:x\s*)?_{3,}/i;

type Signature = { readonly unit: Unit; readonly name: string };

const nameIn = (match: RegExpExecArray): string =>
  (
    match.groups?.name ??
    match.groups?.signer ??
    match.groups?.sender ??
    match.groups?.named ??
    match.groups?.before ??
    ''
  )
    .replace(/\b(?:date|title|dated|president|chief)\b.*$/i, '')
    .trim();

/** A signature that shows in the text: a conformed "/s/", an electronic one, or a name on a line made for it. */
const signatureIn = (document: OpenDocument, unit: Unit): Signature | null => {
  const made = mark.exec(unit.text) ?? electronic.exec(unit.text);
  if (made) return { unit, name: nameIn(made) || `${unit.text} ${document.units[unit.index + 1]?.text ?? ''}` };
  const value = unit.text.length < 200 ? label.exec(unit.text)?.groups?.value : undefined;
  if (value === undefined || placeholder.test(value) || !/[A-Za-z]{2}/.test(value.replace(/_/g, ''))) return null;
  return { unit, name: value.replace(/\bdate\b.*$/i, '').trim() };
};

const isBlankLine = (unit: Unit): boolean => {
  if (unit.text.length > 200) return false;
  const value = label.exec(unit.text)?.groups?.value;
  if (value !== undefined) return placeholder.test(value);
  return (
    /^[\sX]*_{5,}[\s_]*(?:date:?[\s_]*)?$/i.test(unit.text) ||
    /^signed\s+_{3,}|^(?:signature|signed) (?:pending|to follow|on file)$/i.test(unit.text) ||
    /^_{5,}\s*[A-Z(]/.test(unit.text) ||
    /^\[(?:signature|sign|e-?sign)[^\]]*\]$/i.test(unit.text)
  );
};

const shared = (one: string, other: string): boolean => {
  const words = (name: string): readonly string[] =>
    name
      .toLowerCase()
      .split(/[^a-z']+/)
      .filter((word) => word.length > 2);
  const known = new Set(words(other));
  return words(one).some((word) => known.has(word));
};

const blankSignature = (document: OpenDocument, signatures: readonly Signature[]): Place | null => {
  const blank = document.units.find(
    (unit) => isBlankLine(unit) && !signatures.some((each) => Math.abs(each.unit.index - unit.index) <= 2),
  );
  return blank ? placeIn(document, blank, /\S.*$/) : null;
};

/** The officer's own signature must show on the certificate (catalogue C1). */
export const signature = (document: OpenDocument): readonly Finding[] => {
  const signatures = document.units.flatMap((unit) => signatureIn(document, unit) ?? []);
  const officer = officerName(document);
  const own = officer === null ? signatures : signatures.filter(({ name }) => name === '' || shared(name, officer));
  const blank = blankSignature(document, signatures);
  const who = officer ?? 'the officer';
  if (blank && own.length === 0)
    return [
      finding(
        '000-05',
        blank,
        `The signature line is empty in the text. ${who} must sign, or write a conformed signature "/s/ ${officer ?? 'name'}".`,
      ),
    ];
  if (own.length > 0) return [];
  const [other] = signatures;
  if (other) {
    const place = placeIn(document, other.unit, /\S.*$/);
    return [
      finding(
        'C1-signer',
        place,
        `"${place?.quote ?? other.name}" is not the signature of ${who}, who certifies. The officer must sign, not counsel or a filing agent.`,
      ),
    ];
  }
  return [
    finding(
      '000-05',
      null,
      `No signature shows in the text. ${who} must sign, or write a conformed signature "/s/ ${officer ?? 'name'}".`,
    ),
  ];
};
