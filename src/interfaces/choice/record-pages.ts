import { framed } from './frame.ts';
import { type Html, html } from './html.ts';
import { complain, type Opened, type Place } from './pages.ts';
import { filled, told, type Words, wordsIn, writtenInstant } from './words/words.ts';

/** A choice of the past, as `choices.ownHistory` gives it. */
export type Line = {
  readonly at: string;
  /** null: no notice asked him */
  readonly asked: { readonly purposes: readonly string[] } | null;
  readonly choice: 'no' | 'yes';
  readonly method: string;
  readonly number: string;
};
export type Given = {
  readonly at: string;
  readonly to: string;
  readonly purpose: string;
  readonly cpni: readonly string[];
};
export type Changed = { readonly at: string; readonly what: string; readonly told: string | null };

/** What is on record of him: what he chose, who was given his information, what was changed on his account. */
export type OwnRecord = {
  readonly items: readonly Line[];
  readonly given: readonly Given[];
  readonly changes: readonly Changed[];
};

const lines = (found: readonly string[], none: string): Html =>
  found.length === 0 ? html`<p>${none}</p>` : html`<ul>${found.map((line) => html`<li>${line}</li>`)}</ul>`;

/** The ways as a customer tells them apart; what stands in none of these came by another. */
const ways: ReadonlyMap<string, string> = new Map([
  ...['web', 'electronic'].map((method) => [method, 'web'] as const),
  ...['phone', 'ivr'].map((method) => [method, 'phone'] as const),
  ...['agent', 'oral'].map((method) => [method, 'person'] as const),
  ...['email', 'email-reply'].map((method) => [method, 'email'] as const),
  ...['mail', 'written'].map((method) => [method, 'mail'] as const),
  ['text', 'text'],
]);

const choiceRow = (words: Words, when: { date: string; time: string }, line: Line): Html => {
  const { asked, choice, method, number } = line;
  const purposes = asked?.purposes.map((purpose) => told(words, 'purpose', purpose)).join('; ') ?? '';
  return html`<tr><th scope="row">${when.date}, ${when.time}</th>
<td>${asked === null ? words.askedNothing : filled(words.askedFor, { purposes })}</td>
<td>${told(words, 'chose', choice)}</td><td>${told(words, 'how', ways.get(method) ?? 'other')}</td><td>${number}</td></tr>`;
};

/** What he was asked and chose, a row each; it scrolls by itself where the page is narrow. */
const choiceTable = (words: Words, rows: readonly Html[]): Html => {
  if (rows.length === 0) return html`<p>${words.historyNone}</p>`;
  const heads = [words.historyAt, words.historyAsked, words.historyChosen, words.historyHow, words.historyReceipt];
  return html`<div class="wide" role="region" tabindex="0" aria-label="${words.historyHeading}"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
};

const givenLine = (words: Words, when: { date: string; time: string }, { to, cpni, purpose }: Given): string => {
  const what = cpni.map((word) => told(words, 'cpni', word)).join('; ');
  return filled(words.givenLine, { ...when, to, what, purpose: told(words, 'purpose', purpose) });
};

const changeLine = (words: Words, when: { date: string; time: string }, change: Changed): string =>
  filled(words.changeLine, {
    ...when,
    what: told(words, 'change', change.what),
    told: told(words, 'told', change.told ?? 'none'),
  });

/** His record, each part the newest first, and where he turns if something in it is wrong. */
export const historyPage = (place: Place, opened: Opened, { items, given, changes }: OwnRecord): string => {
  const { language, path } = place;
  const { carrier } = opened;
  const words = wordsIn[language];
  const written = (at: string) => writtenInstant(language, at, carrier.zone);
  const chosen = items.map((line) => choiceRow(words, written(line.at), line));
  const gone = given.map((one) => givenLine(words, written(one.at), one));
  const changed = changes.map((one) => changeLine(words, written(one.at), one));
  return framed({
    ...place,
    title: words.historyHeading,
    carrier: carrier.name,
    demo: carrier.demo,
    content: html`<h1>${words.historyHeading}</h1>${choiceTable(words, chosen)}
<h2>${words.givenHeading}</h2>${lines(gone, words.givenNone)}<p>${words.givenNote}</p>
<h2>${words.changesHeading}</h2>${lines(changed, words.changesNone)}<p>${words.notYou}</p>
${complain(language, opened)}
<p><a href="${path}?language=${language}">${words.back}</a></p>`,
  });
};
