import { datesIn, isoOf, type WrittenDate } from '../dates.ts';
import { type OpenDocument, type Place, placeOf, type Unit } from '../document.ts';

/** A date with the unit it stands in. */
export type DatedUnit = WrittenDate & { readonly unit: Unit };

/** What the filing says about when the certificate was signed. */
export type SigningDate = {
  readonly signed: DatedUnit | null;
  /** The date line that was left blank, or null. */
  readonly blank: Place | null;
  /** A date that stands near the blank line. */
  readonly stray: DatedUnit | null;
  /** The date of a covering letter, or null. */
  readonly letter: DatedUnit | null;
  /** Whether only the day of filing is given, in its place. */
  readonly filingOnly: boolean;
};

const dateLabel =
  /(?:^|\s{2,}|[\s_/])(?:date(?:\s+(?:signed|of\s+(?:signature|signing|execution|certification)|executed))?|dated|signed\s+on|executed\s+on)\s*:/i;
const filedLabel =
  /\bdate\s+(?:filed|of\s+filing|submitted|of\s+submission)\s*:?|^(?:filed|submitted)(?: on)?\s*:|\bfiled (?:on|this)\b/i;
const inWords =
  /\b(?:dated|executed|signed|certified|subscribed|given|attested)\b.{0,60}?\b(?:on|as of|this|the|at)?\b/i;
const blankValue = /^[\s_.\-[\]()/]*(?:\[?(?:insert\s+)?(?:date|tbd|mm\/dd\/yyyy)\]?)?[\s_.\-[\]()/]*$/i;

const firstDate = (unit: Unit | undefined): DatedUnit | null => {
  const [date] = unit ? datesIn(unit.text) : [];
  return date && unit ? { ...date, unit } : null;
};

const dateAfter = (unit: Unit, pattern: RegExp): DatedUnit | null => {
  const label = pattern.exec(unit.text);
  const date = label ? datesIn(unit.text).find((each) => each.start >= label.index) : undefined;
  return date ? { ...date, unit } : null;
};

/** The letter's own date: above its salutation or its "Re:" line, standing alone. */
const letterDate = (document: OpenDocument): DatedUnit | null => {
  const salutation = document.units.findIndex((unit) => /^(?:dear\b|re:|via\s+(?:ecfs|electronic))/i.test(unit.text));
  const head = document.units.slice(0, Math.max(0, salutation)).find((unit) => {
    const [date] = datesIn(unit.text);
    return date !== undefined && unit.text.length - date.text.length < 12;
  });
  return firstDate(head);
};

type Labelled = { readonly unit: Unit; readonly date: DatedUnit | null };

const labelled = (document: OpenDocument): readonly Labelled[] =>
  document.units
    .filter((unit) => dateLabel.test(unit.text) && unit.text.length < 200)
    .map((unit) => ({ unit, date: dateAfter(unit, dateLabel) }));

const blankOf = (document: OpenDocument, unit: Unit): Place | null => {
  const label = dateLabel.exec(unit.text);
  const rest = label ? unit.text.slice(label.index + label[0].length) : '';
  if (!label || !blankValue.test(rest)) return null;
  const start = label.index + (/^[\s_/]*/.exec(label[0])?.[0].length ?? 0);
  return placeOf(document, unit, start, unit.text.length);
};

/** A date on its own within the three units below a date line. */
const below = (document: OpenDocument, unit: Unit): DatedUnit | null =>
  document.units
    .slice(unit.index + 1, unit.index + 4)
    .map((each) => (each.text.length < 40 ? firstDate(each) : null))
    .find((each) => each !== null) ?? null;

const signatureMark = /\/s\/|\bs\/|^(?:signed|signature|by)\b|(?:electronically|digitally) signed|docusign|adobe sign/i;

const ofPeriod = /\b(?:period|covering|covered|for (?:the )?(?:calendar )?year|through|calendar year)\b/i;

/** A date written within six units of a signature, or in a sentence that says when it was signed. */
const nearSignature = (document: OpenDocument): DatedUnit | null => {
  const sentence = document.units.find(
    (unit) =>
      inWords.test(unit.text) &&
      dateAfter(unit, inWords) !== null &&
      !/letter|notice|agreement|order\b/i.test(unit.text),
  );
  if (sentence) return dateAfter(sentence, inWords);
  const marks = document.units.filter((unit) => signatureMark.test(unit.text)).toReversed();
  for (const mark of marks) {
    const near = document.units
      .slice(Math.max(0, mark.index - 2), mark.index + 7)
      .filter((unit) => unit.text.length < 80 && !ofPeriod.test(unit.text) && datesIn(unit.text).length === 1);
    const date = near.map((unit) => firstDate(unit)).find((each) => each !== null);
    if (date) return date;
  }
  return null;
};

const filedDate = (document: OpenDocument): DatedUnit | null => {
  const unit = document.units.find((each) => filedLabel.test(each.text));
  if (!unit) return null;
  const next = document.units[unit.index + 1];
  return dateAfter(unit, filedLabel) ?? (next && next.text.length < 40 ? firstDate(next) : null);
};

/** Reads when the certificate was signed, and what stands in its place when it does not say. */
export const readSigningDate = (document: OpenDocument): SigningDate => {
  const lines = labelled(document);
  const letter = letterDate(document);
  const written = lines.findLast(({ date }) => date !== null)?.date ?? null;
  const empty =
    lines.filter(({ date }) => date === null).findLast(({ unit }) => blankOf(document, unit) !== null)?.unit ?? null;
  if (empty && !written) {
    const stray = below(document, empty);
    const underlined = /_/.test(empty.text);
    if (stray && !underlined) return { signed: stray, blank: null, stray: null, letter, filingOnly: false };
    return { signed: stray, blank: blankOf(document, empty), stray, letter, filingOnly: false };
  }
  const signedOn = written ?? nearSignature(document);
  const near = signedOn ?? filedDate(document);
  const apart = near && letter && near.unit === letter.unit ? null : near;
  const filingOnly = signedOn === null && apart !== null;
  return { signed: apart ?? letter, blank: null, stray: null, letter: apart ? letter : null, filingOnly };
};

/** A date with its place, for a quote. */
export const placeOfDate = (document: OpenDocument, date: DatedUnit): Place =>
  placeOf(document, date.unit, date.start, date.end);

/** The date in words a person checks: as written, and as read. */
export const readAs = (date: DatedUnit): string => `"${date.text}" (${isoOf(date.day)})`;
