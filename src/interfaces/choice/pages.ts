import { framed } from './frame.ts';
import { type Html, html } from './html.ts';
import { filled, type Language, told, type Words, wordsIn, writtenDate, writtenInstant } from './words/words.ts';

/** What a code opened, as `choices.look` gives it. */
export type Opened = {
  readonly carrier: { readonly name: string; readonly zone: string; readonly demo: boolean };
  readonly notice: {
    readonly cpni: readonly string[];
    readonly recipients: readonly string[];
    readonly purposes: readonly string[];
    readonly entities: readonly { readonly recipient: string; readonly name: string }[];
  };
  readonly status: {
    readonly state: 'waiting' | 'in-use' | 'said-no' | 'said-yes' | 'not-in-use';
    readonly on: string;
  };
  readonly ways: readonly Way[];
  /** The form for complaints, where there is one. */
  readonly complaints: string | null;
};
export type Way = {
  readonly kind: string;
  readonly address: string | null;
  readonly alwaysOpen: boolean;
  /** In the carrier's own words, which are English. */
  readonly hours: string;
};

const list = (items: readonly Html[]): Html => html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;

const address = ({ kind, address: at }: Way): Html => {
  if (at === null) return html``;
  return kind === 'phone' ? html`: <a href="tel:${at.replace(/[^+\d]/g, '')}">${at}</a>` : html`: ${at}`;
};

/** When a way is open, in one language: a carrier's own words are not mixed into another. */
const openWhen = (words: Words, { alwaysOpen, hours }: Way): string => {
  if (alwaysOpen) return `, ${words.always}`;
  return words === wordsIn.en ? ` (${filled(words.hours, { hours })})` : '';
};

/** The free ways beside this page, or the sentence that the notice names them. */
export const waysOf = (words: Words, ways: readonly Way[]): Html => {
  const others = ways.filter(({ kind }) => kind !== 'web');
  const content =
    others.length === 0
      ? html`<p>${words.noWays}</p>`
      : list(others.map((way) => html`${told(words, 'way', way.kind)}${address(way)}${openWhen(words, way)}`));
  return html`<h2>${words.waysHeading}</h2>${content}`;
};

const recipients = (words: Words, { recipients: kinds, entities }: Opened['notice']): Html[] =>
  kinds.map((kind) => {
    const names = entities.filter(({ recipient }) => recipient === kind).map(({ name }) => name);
    return html`${told(words, 'recipient', kind)}${names.length === 0 ? '' : `: ${names.join(', ')}`}`;
  });

const scope = (words: Words, notice: Opened['notice']): Html => html`
<h2>${words.whatHeading}</h2>${list(notice.cpni.map((kind) => html`${told(words, 'cpni', kind)}`))}
<h2>${words.whoHeading}</h2>${list(recipients(words, notice))}
<h2>${words.whyHeading}</h2>${list(notice.purposes.map((purpose) => html`${told(words, 'purpose', purpose)}`))}`;

const form = (words: Words, language: Language, path: string, fault: string): Html => {
  // two equal answers, none chosen before
  const describedBy = fault === '' ? html`` : html` aria-describedby="fault"`;
  const told = fault === '' ? html`` : html`<p class="bad" id="fault" role="alert">${fault}</p>`;
  return html`<form method="post" action="${path}">
<input type="hidden" name="language" value="${language}">
<fieldset${describedBy}><legend>${words.question}</legend>${told}
<div class="answers">
<label><input type="radio" name="choice" value="no" required>${words.no}</label>
<label><input type="radio" name="choice" value="yes" required>${words.yes}</label>
</div></fieldset>
<button type="submit">${words.save}</button>
</form>`;
};

/** Where he complains, if the carrier takes complaints on the web. */
export const complain = (language: Language, { complaints }: Opened): Html =>
  complaints === null
    ? html``
    : html`<p><a href="/complaints/${complaints}?language=${language}">${wordsIn[language].complainLink}</a></p>`;

export type Place = { readonly language: Language; readonly path: string };

/** The page a code opens. `fault` is what was wrong with the last try, or empty. */
export const choicePage = ({ language, path }: Place, opened: Opened, fault: string): string => {
  const words = wordsIn[language];
  const { carrier, notice, status, ways } = opened;
  const sentence = filled(words[status.state], { date: writtenDate(language, status.on) });
  return framed({
    language,
    path,
    title: words.title,
    carrier: carrier.name,
    demo: carrier.demo,
    content: html`<h1>${words.title}</h1>
<p class="status">${sentence}</p>
${form(words, language, path, fault)}
${scope(words, notice)}
<p>${words.service}</p>
<h2>${words.historyHeading}</h2><p>${words.history}</p>
<form method="post" action="${path}"><input type="hidden" name="language" value="${language}">
<button type="submit" name="choice" value="history">${words.historyButton}</button></form>
<h2>${words.secretHeading}</h2><p>${words.secretLead}</p>
<form method="post" action="${path}"><input type="hidden" name="language" value="${language}"><div class="answers">
<button type="submit" name="choice" value="password">${words.secretPasswordButton}</button>
<button type="submit" name="choice" value="backup">${words.secretBackupButton}</button></div></form>
${complain(language, opened)}
${waysOf(words, ways)}`,
  });
};

export type SavedChoice = { readonly number: string; readonly at: string; readonly choice: 'no' | 'yes' };

/** After a choice: when, what it does at once, and the receipt. */
export const savedPage = ({ language, path }: Place, opened: Opened, saved: SavedChoice): string => {
  const words = wordsIn[language];
  const { carrier, ways } = opened;
  const receipt = `${path}/receipt/${saved.number}`;
  return framed({
    language,
    path,
    title: words.savedTitle,
    carrier: carrier.name,
    demo: carrier.demo,
    content: html`<h1>${words.savedTitle}</h1>
<p class="status" role="status">${filled(saved.choice === 'no' ? words.saved : words.savedYes, writtenInstant(language, saved.at, carrier.zone))}</p>
<p>${filled(words.receipt, { number: saved.number })}</p>
<p>${words.service}</p>
<ul class="links"><li><a href="${receipt}.pdf?language=${language}">${words.receiptPdf}</a></li>
<li><a href="${receipt}.json">${words.receiptJson}</a></li>
<li><a href="/verify?receipt=${saved.number}&language=${language}">${words.receiptVerify}</a></li>
<li><a href="${path}?language=${language}">${words.back}</a></li></ul>
${waysOf(words, ways)}`,
  });
};
