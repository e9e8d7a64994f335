import { complaintCategory } from '../../cpni/complaints/record.ts';
import { framed } from './frame.ts';
import { type Html, html } from './html.ts';
import { filled, type Language, told, type Words, wordsIn, writtenDate } from './words/words.ts';

/** Whose form it is, where it stands and in which language. */
export type FormPlace = {
  readonly language: Language;
  readonly path: string;
  readonly carrier: string;
  readonly demo: boolean;
};

/** What was typed so far, and what was wrong with it or empty. `key` marks this one complaint, however often it is sent. */
export type Typed = {
  readonly category: string;
  readonly summary: string;
  readonly contact: string;
  readonly key: string;
  readonly fault: string;
};

/** The categories of the FCC's certification form, in its order. */
export const categories = complaintCategory.options;

const category = (words: Words, name: string, typed: string): Html => {
  const checked = name === typed ? html` checked` : html``;
  return html`<label><input type="radio" name="category" value="${name}" required${checked}>${told(words, 'complaint', name)}</label>`;
};

/** The form, empty or with what was typed. */
export const complaintForm = ({ language, path, carrier, demo }: FormPlace, typed: Typed): string => {
  const words = wordsIn[language];
  const fault = typed.fault === '' ? html`` : html`<p class="bad" role="alert">${typed.fault}</p>`;
  return framed({
    language,
    path,
    title: words.complaintTitle,
    carrier,
    demo,
    content: html`<h1>${words.complaintTitle}</h1>
<p>${filled(words.complaintLead, { carrier })}</p>
${fault}
<form method="post" action="${path}">
<input type="hidden" name="language" value="${language}">
<input type="hidden" name="key" value="${typed.key}">
<fieldset><legend>${words.complaintWhat}</legend>
<div class="answers">
${categories.map((name) => category(words, name, typed.category))}
</div></fieldset>
<label for="summary">${words.complaintSummary}</label><span class="hint" id="summary-hint">${words.complaintSummaryHint}</span>
<textarea id="summary" name="summary" rows="8" maxlength="4000" required aria-describedby="summary-hint">${typed.summary}</textarea>
<label for="contact">${words.complaintContact}</label><span class="hint" id="contact-hint">${words.complaintContactHint}</span>
<input type="text" id="contact" name="contact" maxlength="400" value="${typed.contact}" aria-describedby="contact-hint">
<p><button type="submit">${words.complaintButton}</button></p>
</form>`,
  });
};

/** Received: the day and the number. It reads the same whoever wrote. */
export const complaintReceived = (
  { language, path, carrier, demo }: FormPlace,
  { number, receivedOn }: { readonly number: string; readonly receivedOn: string },
): string => {
  const words = wordsIn[language];
  return framed({
    language,
    path,
    title: words.complaintSavedTitle,
    carrier,
    demo,
    content: html`<h1>${words.complaintSavedTitle}</h1>
<p class="status" role="status">${filled(words.complaintSaved, { number, date: writtenDate(language, receivedOn) })}</p>
<p>${words.complaintSavedNote}</p>`,
  });
};

const plain = (language: Language, title: string, text: string): string =>
  framed({
    language,
    path: '/complaints',
    title,
    carrier: '',
    demo: false,
    content: html`<h1>${title}</h1><p>${text}</p>`,
  });

export const noFormPage = (language: Language): string =>
  plain(language, wordsIn[language].complaintNoneTitle, wordsIn[language].complaintNone);

export const manyComplaintsPage = (language: Language): string =>
  plain(language, wordsIn[language].manyTitle, wordsIn[language].complaintMany);

/** In red: what could not be written must not look received. */
export const complaintFailedPage = (language: Language): string => {
  const words = wordsIn[language];
  return framed({
    language,
    path: '/complaints',
    title: words.complaintFailedTitle,
    carrier: '',
    demo: false,
    content: html`<div role="alert"><h1 class="bad">${words.complaintFailedTitle}</h1></div><p>${words.complaintFailed}</p>`,
  });
};
