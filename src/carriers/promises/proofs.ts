import { strictestControlsOf } from './codes.ts';
import type { Concept } from './concept.ts';
import type { Control } from './controls.ts';

/** A test that plays a promise: the number that begins its title, the rest of the title, the kinds of evidence that it opens. */
export type Journey = {
  readonly promise: string;
  readonly title: string;
  readonly file: string;
  readonly evidence: readonly string[];
};

type File = { readonly file: string; readonly text: string };

const titled = /^it\(\s*(['"`])(P\d+) ((?:(?!\1).)+)\1/;
const opened = /\bevidence(?:Of)?\(\s*'([a-z-]+(?:\.[a-z-]+)*)'/g;

/** The journeys of a test file. Pure; a title that begins with no number is none. */
export const journeysOf = ({ file, text }: File): readonly Journey[] =>
  text.split(/^(?=it\()/m).flatMap((block) => {
    const [, , promise, title] = titled.exec(block) ?? [];
    if (promise === undefined || title === undefined) return [];
    const evidence = [...new Set([...block.matchAll(opened)].flatMap(([, kind]) => kind ?? []))];
    return [{ promise, title, file, evidence }];
  });

export type Proving = {
  readonly concepts: readonly Concept[];
  readonly controls: readonly Pick<Control, 'id' | 'says'>[];
  readonly journeys: readonly File[];
  /** Promises without a journey, by number, and why. */
  readonly unplayed: Readonly<Record<string, string>>;
};

/** What is wrong with the list: a promise with neither journey nor reason, or with both; a journey without any control. */
export const unproved = ({ concepts, controls, journeys, unplayed }: Proving): readonly string[] => {
  const played = new Set(journeys.flatMap(journeysOf).map(({ promise }) => promise));
  const known = new Set(controls.map(({ id }) => id));
  return concepts.flatMap(({ id }) => {
    const needed = strictestControlsOf(id);
    if (played.has(id) === id in unplayed)
      return [`${id} has ${played.has(id) ? 'a journey and a reason for none' : 'neither a journey nor a reason'}`];
    const none = !needed.some((control) => known.has(control));
    return none && played.has(id) ? [`${id} is played, but none of its controls exists: ${needed.join(', ')}`] : [];
  });
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (word: string): string => `\`${word}\``;

/** The table promise → control → journey → evidence, as markdown. Pure; `npm run docs` writes it to docs/promises.md. */
export const proofs = ({ concepts, controls, journeys, unplayed }: Proving): string => {
  const known = new Set(controls.map(({ id }) => id));
  const all = journeys.flatMap(journeysOf);
  const row = ({ id, says, law }: Concept): string => {
    const needed = strictestControlsOf(id);
    const own = all.filter(({ promise }) => promise === id);
    const columns = [
      `${id}: ${says}`,
      law,
      needed.map((control) => (known.has(control) ? code(control) : `${code(control)}, not there yet`)).join(', '),
      own.length === 0
        ? `untested, because ${unplayed[id] ?? '**no reason given**'}`
        : own.map(({ title, file }) => `${title} (${code(file)})`).join('; '),
      [...new Set(own.flatMap(({ evidence }) => evidence))].map(code).join(', '),
    ];
    return `| ${columns.map(cell).join(' | ')} |`;
  };
  const used = new Set(concepts.flatMap(({ id }) => strictestControlsOf(id)));
  const played = concepts.filter(({ id }) => all.some(({ promise }) => promise === id)).length;
  return [
    '# What is promised, and how it is proved',
    '',
    `${concepts.length} promises that CPNI statements make; ${played} are played through HTTP: kept, and broken or refused where the system lets nobody break them. Written by \`npm run docs\`.`,
    '',
    '| Promise | Rule | Controls | Journey | Evidence |',
    '| --- | --- | --- | --- | --- |',
    ...concepts.map(row),
    '',
    '## The controls',
    '',
    '| Control | What it asks of the records |',
    '| --- | --- |',
    ...controls.filter(({ id }) => used.has(id)).map(({ id, says }) => `| ${code(id)} | ${cell(says)} |`),
    '',
  ].join('\n');
};
