import { framed } from './frame.ts';
import { type Html, html } from './html.ts';
import { type Opened, type Place, waysOf } from './pages.ts';
import { told, type Words, wordsIn } from './words/words.ts';

/** The ways by which a one-time code comes, in the order in which they are offered. All are offered always: which of them reach him is told to nobody. */
export const codeWays = ['text', 'call', 'email', 'letter'] as const;
export type CodeWay = (typeof codeWays)[number];

/** What needs the customer himself. */
export type Wants = 'yes' | 'history';
/** What he sets by a code that serves nothing else. */
export type Sets = 'password' | 'backup';

/** A try that did not prove him: what is said of it, and at which field; nowhere before the first. */
export type Fault = { readonly at: 'password' | 'code' | 'nowhere'; readonly says: string };

/** What was wrong at a field, or nothing. */
export const alert = (id: string, text: string): Html =>
  text === '' ? html`` : html`<p class="bad" id="${id}" role="alert">${text}</p>`;
/** What a field is described by: what was wrong with it, then its hint. */
export const described = (id: string, text: string): Html =>
  text === '' ? html`${id}-hint` : html`${id}-fault ${id}-hint`;

const submits = (words: Words, wants: Wants): string => (wants === 'yes' ? words.yesButton : words.historyButton);

/** What the next press says again. */
export const carried = ({ language }: Place, wants: Wants | Sets): Html =>
  html`<input type="hidden" name="language" value="${language}"><input type="hidden" name="choice" value="${wants}">`;

const passwordForm = (place: Place, wants: Wants, fault: string): Html => {
  const words = wordsIn[place.language];
  return html`<form method="post" action="${place.path}">${carried(place, wants)}
${alert('password-fault', fault)}<label for="password">${words.passwordLabel}</label><span class="hint" id="password-hint">${words.passwordHint}</span>
<input type="password" id="password" name="password" required maxlength="128" autocomplete="current-password" aria-describedby="${described('password', fault)}">
<p><button type="submit">${submits(words, wants)}</button></p></form>`;
};

/** The ways by which a code may come, all offered to everybody. */
export const askForm = (place: Place, wants: Wants | Sets, heading: string): Html => {
  const words = wordsIn[place.language];
  const buttons = codeWays.map(
    (way) => html`<button type="submit" name="send" value="${way}">${told(words, 'send', way)}</button>`,
  );
  return html`<h2>${heading}</h2><p>${words.sendLead}</p>
<form method="post" action="${place.path}">${carried(place, wants)}<div class="answers">${buttons}</div></form>`;
};

/** The code that came. */
export const codeField = (words: Words, fault: string): Html =>
  html`${alert('code-fault', fault)}<label for="code">${words.oneTimeLabel}</label><span class="hint" id="code-hint">${words.oneTimeHint}</span>
<input type="text" id="code" name="oneTimeCode" required maxlength="40" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" aria-describedby="${described('code', fault)}">`;

/** The code and how it came. `came`: the way that stands chosen, as he said it or as it was sent. */
export const codeFields = (words: Words, came: CodeWay, fault: string): Html => {
  const options = codeWays.map((way) =>
    way === came
      ? html`<option value="${way}" selected>${told(words, 'came', way)}</option>`
      : html`<option value="${way}">${told(words, 'came', way)}</option>`,
  );
  return html`<label for="way">${words.cameLabel}</label><select id="way" name="way">${options}</select>
${codeField(words, fault)}`;
};

const codeForm = (place: Place, wants: Wants, came: CodeWay, fault: string): Html => {
  const words = wordsIn[place.language];
  return html`<form method="post" action="${place.path}">${carried(place, wants)}
${codeFields(words, came, fault)}<p><button type="submit">${submits(words, wants)}</button></p></form>`;
};

const page = (place: Place, { carrier, ways }: Opened, wants: Wants, content: Html): string => {
  const words = wordsIn[place.language];
  const title = wants === 'yes' ? words.yesTitle : words.historyTitle;
  return framed({
    ...place,
    title,
    carrier: carrier.name,
    demo: carrier.demo,
    content: html`<h1>${title}</h1>${content}
${waysOf(words, ways)}<p><a href="${place.path}?language=${place.language}">${words.back}</a></p>`,
  });
};

/** A yes or the history by the notice's code alone: nothing changes; his password or a one-time code proves him, or he takes another way. */
export const provePage = (place: Place, opened: Opened, wants: Wants, fault: Fault, came: CodeWay): string => {
  const words = wordsIn[place.language];
  const at = (field: Fault['at']): string => (fault.at === field ? fault.says : '');
  return page(
    place,
    opened,
    wants,
    html`<p>${wants === 'yes' ? words.yesLead : words.historyLead}</p>
${passwordForm(place, wants, at('password'))}
${askForm(place, wants, words.sendHeading)}
<h2>${words.oneTimeHeading}</h2>${codeForm(place, wants, came, at('code'))}`,
  );
};

/** After a code was asked for: the same words whether or not there is a number or address that it could go to. */
export const codeSentPage = (place: Place, opened: Opened, wants: Wants, way: CodeWay): string => {
  const words = wordsIn[place.language];
  return page(
    place,
    opened,
    wants,
    html`<p class="status" role="status">${told(words, 'sent', way)}</p><p>${words.sentNote}</p>
${codeForm(place, wants, way, '')}`,
  );
};
