import type { OpenDocument, Unit } from '../document.ts';

/** A sentence of a plan with what its reader knows it to be about. */
export type Statement = Unit & {
  /** The question it answers or the heading it stands under, its run-in title, the first cell of its table row. */
  readonly caption: string;
  /** The caption and the sentence. */
  readonly said: string;
  /** The caption and the whole paragraph, or all the short items of one list. */
  readonly passage: string;
};

type Captioned = Unit & { readonly caption: string; readonly row: boolean };

/** "Q4." and "A4." tell who speaks, not what is said. */
const speaker = /^(?:Q|A|Question|Answer)(?: ?\d+)?[.:)]\s*/;
const asks = (unit: Unit): boolean =>
  (/\?\W*$/.test(unit.text) || /^Q(?:uestion)?(?: ?\d+)?[.:)]/.test(unit.text)) && unit.text.length < 300;

const rowOf = ({ raw }: OpenDocument, unit: Unit): string => {
  const at = unit.origin[0] ?? 0;
  return raw.slice(raw.lastIndexOf('\n', at) + 1, at + unit.text.length);
};

/** The head of a table names its columns; what stands above the table still names its subject. */
const isTableHead = (document: OpenDocument, unit: Unit): boolean =>
  unit.kind === 'heading' && rowOf(document, unit).trimStart().startsWith('|');

/** Headings before the first sentence are the title: they stand over everything and so tell nothing. */
const endOfTitle = (units: readonly Unit[]): number => units.findIndex((unit) => unit.kind !== 'heading');

/** A line of capitals with another heading right after it may be an answer by itself: "Gateway Provider". */
const isHeading = (units: readonly Unit[], unit: Unit): boolean =>
  unit.kind === 'heading' && units[unit.index + 1]?.kind !== 'heading' && unit.index + 1 < units.length;

const captioned = (document: OpenDocument): readonly Captioned[] => {
  const { units } = document;
  const title = endOfTitle(units);
  let heading = '';
  let question: Unit | null = null;
  const found: Captioned[] = [];
  for (const unit of units) {
    if (isTableHead(document, unit)) continue;
    const opens = units[unit.index - 1]?.block !== unit.block;
    if (question && opens && question.item) question = null;
    if (asks(unit)) question = unit;
    if (isHeading(units, unit)) {
      heading = unit.index < title ? '' : unit.text;
      question = null;
    }
    if (asks(unit) || isHeading(units, unit)) continue;
    const row = rowOf(document, unit);
    const cell = row.trimStart().startsWith('|') ? (row.split('|')[1] ?? '').replace(/\*+/g, '').trim() : '';
    const caption = [
      question?.text.replace(speaker, '') ?? heading,
      unit.title,
      unit.text.startsWith(cell) ? '' : cell,
    ];
    found.push({
      ...unit,
      caption: caption
        .filter((each) => each !== '')
        .map((each) => each.replace(/[.:]$/, ''))
        .join(': '),
      row: cell !== '',
    });
    if (unit.kind === 'heading') heading = unit.index < title ? '' : unit.text;
  }
  return found;
};

/** The sentences of a plan, each with its caption and its paragraph. Questions and headings speak through what follows them. */
export const statementsOf = (document: OpenDocument): readonly Statement[] => {
  const units = captioned(document);
  const alone = (at: number): boolean =>
    units[at - 1]?.block !== units[at]?.block && units[at + 1]?.block !== units[at]?.block;
  let group = 0;
  const groups = units.map((unit, at) => {
    const before = units[at - 1];
    const sameList =
      before?.item && unit.item && !unit.row && before.caption === unit.caption && alone(at) && alone(at - 1);
    if (before && before.block !== unit.block && !sameList) group += 1;
    return group;
  });
  const passages = new Map<number, string>();
  units.forEach((unit, at) => {
    const number = groups[at] ?? 0;
    passages.set(number, `${passages.get(number) ?? `${unit.caption}: `} ${unit.text}`);
  });
  return units.map((unit, at) => ({
    ...unit,
    said: `${unit.caption}: ${unit.text.replace(speaker, '')}`,
    passage: passages.get(groups[at] ?? 0) ?? unit.text,
  }));
};
