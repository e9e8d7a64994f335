import type { Paragraph } from './paragraph.ts';

/** What the table must know of a rule; every rule of `src/law` is one. `until` is its last day. */
export type RuleLike = {
  readonly cite: string;
  readonly duty: string;
  readonly effective: { readonly from: string } | { readonly from: string; readonly until: string };
};

/**
 * A paragraph that no rule encodes, and why. It excuses what stands below it too, unless rules stand there: then it speaks
 * of the opening words alone, and each paragraph below answers for itself.
 */
export type Excused = { readonly cite: string; readonly why: string };

export type Encoding = { readonly rules: readonly RuleLike[]; readonly excused: readonly Excused[] };

export type CoverageInput = Encoding & {
  readonly paragraphs: readonly Paragraph[];
  /** Names of operations with the paragraphs they carry out. */
  readonly operations: readonly { readonly name: string; readonly law: readonly string[] }[];
  /** Test files with their titles and texts, in which citations are looked for. */
  readonly tests: readonly { readonly file: string; readonly text: string }[];
};

/** Whether a cite is the other or stands below it: 64.2008(d)(1)(i) is within 64.2008(d). */
export const isWithin = (cite: string, outer: string): boolean => cite === outer || cite.startsWith(`${outer}(`);

const written = /(?<![\d.])(64\.\d{4}|1\.4|1\.2000\d|222)((?:\([a-z0-9]{1,4}\))+)/g;

/** Every citation of a paragraph in a text, however the title is written, as `47 CFR 64.2008(d)(1)` or `47 USC 222(b)`. */
export const citesIn = (text: string): readonly string[] => {
  const cites = [...text.matchAll(written)].map(([, section, paragraph]) =>
    section === '222' ? `47 USC 222${paragraph}` : `47 CFR ${section}${paragraph}`,
  );
  return [...new Set(cites)];
};

const begin = (from: string): string => (from === 'always' ? '0000-01-01' : from);

/** Whether a rule that began still stood on a day: it ends where it says, or where the next rule of its cite begins. */
const reaches = (rule: RuleLike, rules: readonly RuleLike[], day: string): boolean => {
  if ('until' in rule.effective) return day <= rule.effective.until;
  const own = begin(rule.effective.from);
  const replaced = rules.some(({ cite, effective }) => {
    if (cite !== rule.cite || effective.from === 'delayed') return false;
    return begin(effective.from) > own && begin(effective.from) <= day;
  });
  return !replaced;
};

const inSamePeriod = (paragraph: Paragraph, rule: RuleLike, rules: readonly RuleLike[]): boolean => {
  const { from } = rule.effective;
  if (paragraph.from === 'delayed' || from === 'delayed') return paragraph.from === from;
  return begin(from) <= (paragraph.until ?? '9999-12-31') && reaches(rule, rules, begin(paragraph.from));
};

/** The rules that encode a paragraph in its period: of its own cite or of one below it. */
export const rulesOf = (paragraph: Paragraph, rules: readonly RuleLike[]): readonly RuleLike[] =>
  rules.filter((rule) => isWithin(rule.cite, paragraph.cite) && inSamePeriod(paragraph, rule, rules));

const excuseOf = (paragraph: Paragraph, { rules, excused }: Encoding): Excused | undefined =>
  excused.find(({ cite }) => {
    if (cite === paragraph.cite) return true;
    return isWithin(paragraph.cite, cite) && !rules.some((rule) => isWithin(rule.cite, cite));
  });

/** The paragraphs that are neither encoded in their period nor excused. The suite holds this list empty. */
export const notCovered = (paragraphs: readonly Paragraph[], encoding: Encoding): readonly Paragraph[] =>
  paragraphs.filter(
    (paragraph) => rulesOf(paragraph, encoding.rules).length === 0 && excuseOf(paragraph, encoding) === undefined,
  );

/** The rules whose cite no paragraph of the catalogue knows: misspelt, or a row is missing. */
export const notCatalogued = (paragraphs: readonly Paragraph[], { rules }: Encoding): readonly RuleLike[] =>
  rules.filter((rule) => !paragraphs.some(({ cite }) => isWithin(rule.cite, cite)));

const related = (cite: string, other: string): boolean => isWithin(cite, other) || isWithin(other, cite);

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const period = ({ from, until }: Paragraph): string => {
  if (from === 'delayed') return 'adopted, not in force';
  if (from === 'always') return 'always';
  return until === null ? `from ${from}` : `${from} to ${until}`;
};

const row = (paragraph: Paragraph, input: CoverageInput): string => {
  const rules = rulesOf(paragraph, input.rules).map(({ duty }) => duty);
  const excuse = excuseOf(paragraph, input);
  const encoded = rules.length > 0 ? rules.join('; ') : `not encoded: ${excuse?.why ?? '**no reason given**'}`;
  const operations = input.operations.filter(({ law }) => law.some((cite) => related(cite, paragraph.cite)));
  const tests = input.tests.filter(({ text }) => citesIn(text).some((cite) => isWithin(cite, paragraph.cite)));
  const columns = [
    `${paragraph.cite}: ${paragraph.about}`,
    period(paragraph),
    encoded,
    operations.map(({ name }) => `\`${name}\``).join(', '),
    tests.map(({ file }) => `\`${file}\``).join(', '),
  ];
  return `| ${columns.map(cell).join(' | ')} |`;
};

const sectionOf = ({ cite }: Paragraph): string => cite.slice(0, cite.indexOf('('));

/** The coverage table as markdown, a heading a section: paragraph, period, rule or excuse, operations, tests. */
export const coverage = (input: CoverageInput): string => {
  const open = notCovered(input.paragraphs, input).length;
  const sections = [...new Set(input.paragraphs.map(sectionOf))].map((section) => {
    const rows = input.paragraphs.filter((paragraph) => sectionOf(paragraph) === section);
    const head = ['| Paragraph | In force | Rule | Operations | Tests |', '| --- | --- | --- | --- | --- |'];
    return [`## ${section}`, '', ...head, ...rows.map((paragraph) => row(paragraph, input)), ''].join('\n');
  });
  const summary = `${input.paragraphs.length} paragraphs, ${open} of them neither encoded nor excused. Written by \`npm run docs\`.`;
  return ['# What of the law is encoded, and where', '', summary, '', ...sections].join('\n');
};
