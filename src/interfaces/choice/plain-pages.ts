import { framed } from './frame.ts';
import { type Html, html } from './html.ts';
import { type Place, type Way, waysOf } from './pages.ts';
import { filled, type Language, type Words, wordsIn } from './words/words.ts';

const plain = (language: Language, path: string, title: string, text: string): string =>
  framed({
    language,
    path,
    title,
    carrier: '',
    demo: false,
    content: html`<h1>${title}</h1><p>${text}</p><p><a href="/choice?language=${language}">${wordsIn[language].entryTitle}</a></p>`,
  });

/** Where a code is typed. */
export const entryPage = (language: Language): string => {
  const words = wordsIn[language];
  return framed({
    language,
    path: '/choice',
    title: words.entryTitle,
    carrier: '',
    demo: false,
    content: html`<h1>${words.entryTitle}</h1><p>${words.entryLead}</p>
<form method="post" action="/choice">
<input type="hidden" name="language" value="${language}">
<label for="code">${words.codeLabel}</label><span class="hint" id="hint">${words.codeHint}</span>
<input type="text" id="code" name="code" required autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="hint">
<p><button type="submit">${words.codeButton}</button></p></form>`,
  });
};

/** The same for a code that never was and one that has expired. */
export const unknownPage = (language: Language): string =>
  plain(language, '/choice', wordsIn[language].unknownTitle, wordsIn[language].unknown);

export const manyPage = (language: Language): string =>
  plain(language, '/choice', wordsIn[language].manyTitle, wordsIn[language].many);

/** A choice that could not be saved, and why. `attempt`: whether a note of it was kept. */
export type Unsaved = {
  readonly choice: 'no' | 'yes';
  readonly why: 'no answer' | 'refused';
  readonly attempt: 'kept' | 'none';
};

const saysOf = (words: Words, { why, attempt }: Unsaved): string => {
  if (attempt === 'none') return why === 'refused' ? words.refused : words.failedNote;
  return why === 'refused' ? words.failedRefused : words.failed;
};

const pressAgain = ({ language, path }: Place, choice: 'no' | 'yes', button: string): Html =>
  html`<form method="post" action="${path}"><input type="hidden" name="language" value="${language}">
<input type="hidden" name="choice" value="${choice}"><button type="submit">${button}</button></form>`;

/** A choice that could not be written: red, with the other ways as far as they are known, and another try. */
export const failedPage = ({ language, path }: Place, ways: readonly Way[], unsaved: Unsaved): string => {
  const { choice, attempt } = unsaved;
  const words = wordsIn[language];
  const retry =
    attempt === 'none'
      ? html`<p><a href="${path}?language=${language}">${words.back}</a></p>`
      : pressAgain({ language, path }, choice, filled(words.retry, { choice: words[choice] }));
  return framed({
    language,
    path,
    title: words.failedTitle,
    carrier: '',
    demo: false,
    content: html`<div role="alert"><h1 class="bad">${words.failedTitle}</h1></div>
<p>${saysOf(words, unsaved)}</p>${retry}
${waysOf(words, ways)}`,
  });
};

/** What was sent could not be taken, and nothing was chosen by it. */
export const refusedPage = (language: Language): string =>
  plain(language, '/choice', wordsIn[language].refusedTitle, wordsIn[language].refused);

/** Nothing could be shown, and nothing was chosen. */
export const downPage = (language: Language): string =>
  plain(language, '/choice', wordsIn[language].downTitle, wordsIn[language].failedNote);

/** The page of a code while nothing answers: whoever came to say no can say it all the same, and it is kept. */
export const unopenedPage = (place: Place): string => {
  const words = wordsIn[place.language];
  return framed({
    ...place,
    title: words.downTitle,
    carrier: '',
    demo: false,
    content: html`<h1>${words.downTitle}</h1><p>${words.failedNote}</p><p>${words.unopened}</p>
${pressAgain(place, 'no', words.no)}`,
  });
};
