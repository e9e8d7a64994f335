import { framed } from './frame.ts';
import { type Html, html } from './html.ts';
import { type Opened, type Place, waysOf } from './pages.ts';
import { alert, askForm, type CodeWay, carried, codeFields, described, type Sets } from './proof-pages.ts';
import { told, type Words, wordsIn } from './words/words.ts';

/** The field at which something was wrong; nowhere before the first try. */
export type SecretFault = {
  readonly at: 'code' | 'password' | 'login' | 'prompt' | 'secretAnswer' | 'nowhere';
  readonly says: string;
};
type At = (field: SecretFault['at']) => string;

/** What he typed before, to be mended; a password, an answer and a code are typed anew. */
export type TypedBefore = { readonly login: string; readonly prompt: string };

const digitsField = (words: Words, at: At): Html => html`${alert('digits-fault', at('password'))}
<label for="digits">${words.newDigitsLabel}</label><span class="hint" id="digits-hint">${words.newDigitsHint}</span>
<input type="text" id="digits" name="newDigits" required maxlength="10" inputmode="numeric" autocomplete="off" aria-describedby="${described('digits', at('password'))}">`;

const backupFields = (words: Words, at: At, { login, prompt }: TypedBefore): Html => html`
${alert('login-fault', at('login'))}<label for="login">${words.loginLabel}</label>
<input type="text" id="login" name="login" required maxlength="254" autocomplete="username" value="${login}"${at('login') === '' ? html`` : html` aria-describedby="login-fault"`}>
${alert('prompt-fault', at('prompt'))}<label for="prompt">${words.promptLabel}</label><span class="hint" id="prompt-hint">${words.promptHint}</span>
<input type="text" id="prompt" name="prompt" required maxlength="200" autocomplete="off" value="${prompt}" aria-describedby="${described('prompt', at('prompt'))}">
${alert('answer-fault', at('secretAnswer'))}<label for="answer">${words.answerLabel}</label><span class="hint" id="answer-hint">${words.answerHint}</span>
<input type="text" id="answer" name="secretAnswer" required maxlength="100" autocomplete="off" aria-describedby="${described('answer', at('secretAnswer'))}">`;

/** What is to be set: new digits, or a login with its question and answer; with what was wrong at each. */
export const secretFields = (words: Words, sets: Sets, fault: SecretFault, before: TypedBefore): Html => {
  const at: At = (field) => (fault.at === field ? fault.says : '');
  return sets === 'password' ? digitsField(words, at) : backupFields(words, at, before);
};

const page = (place: Place, { carrier, ways }: Opened, title: string, content: Html): string => {
  const words = wordsIn[place.language];
  return framed({
    ...place,
    title,
    carrier: carrier.name,
    demo: carrier.demo,
    content: html`<h1>${title}</h1>${content}
${waysOf(words, ways)}<p><a href="${place.path}?language=${place.language}">${words.back}</a></p>`,
  });
};

export type SecretTry = {
  readonly sets: Sets;
  readonly came: CodeWay;
  readonly fault: SecretFault;
  readonly before: TypedBefore;
  /** What just happened, told first: that a code is on its way; empty where nothing did. */
  readonly news: string;
};

/** A password for the telephone or a back-up question: a code is asked for, then typed with what is to be set. */
export const secretPage = (place: Place, opened: Opened, { sets, came, fault, before, news }: SecretTry): string => {
  const words = wordsIn[place.language];
  const password = sets === 'password';
  const status = news === '' ? html`` : html`<p class="status" role="status">${news}</p>`;
  return page(
    place,
    opened,
    password ? words.secretPasswordTitle : words.secretBackupTitle,
    html`${status}<p>${password ? words.secretPasswordLead : words.secretBackupLead}</p>
${askForm(place, sets, words.secretSendHeading)}
<h2>${words.oneTimeHeading}</h2>
<form method="post" action="${place.path}">${carried(place, sets)}
${codeFields(words, came, fault.at === 'code' ? fault.says : '')}
${secretFields(words, sets, fault, before)}
<p><button type="submit">${words.secretSave}</button></p></form>`,
  );
};

/** That a code is on its way, in the same words whether or not there is a number or address for it. */
export const sentNews = (words: Words, way: CodeWay): string => told(words, 'sent', way);

/** After it was set. */
export const secretSavedPage = (place: Place, opened: Opened, sets: Sets): string => {
  const words = wordsIn[place.language];
  const said = sets === 'password' ? words.secretSavedPassword : words.secretSavedBackup;
  return page(place, opened, words.secretSavedTitle, html`<p class="status" role="status">${said}</p>`);
};
