import { framed } from './frame.ts';
import { type Html, html } from './html.ts';
import { filled, type Language, wordsIn, writtenInstant } from './words/words.ts';

/** What `choices.verify` gives. */
export type Verified = {
  readonly number: string;
  readonly carrier: string;
  readonly recordedAt: string;
  readonly document: 'same' | 'different' | 'none';
  readonly leaf: string;
  readonly integrated: boolean;
  readonly index: number | null;
  readonly checkpoint: string | null;
  readonly proof: readonly string[];
};

const page = (language: Language, content: Html): string =>
  framed({
    language,
    path: '/verify',
    title: wordsIn[language].verifyTitle,
    carrier: '',
    demo: false,
    content,
  });

const form = (language: Language): Html => {
  const words = wordsIn[language];
  return html`<form method="post" action="/verify" enctype="multipart/form-data">
<input type="hidden" name="language" value="${language}">
<label for="receipt">${words.verifyNumber}</label><span class="hint" id="hint">${words.verifyNumberHint}</span>
<input type="text" id="receipt" name="receipt" autocomplete="off" spellcheck="false" aria-describedby="hint">
<label for="file">${words.verifyFile}</label><input type="file" id="file" name="file" accept="application/json,.json">
<p><button type="submit">${words.verifyButton}</button></p></form>`;
};

/** Where a receipt is checked. */
export const verifyPage = (language: Language): string => {
  const words = wordsIn[language];
  return page(language, html`<h1>${words.verifyTitle}</h1><p>${words.verifyLead}</p>${form(language)}`);
};

export const noReceiptPage = (language: Language): string => {
  const words = wordsIn[language];
  return page(
    language,
    html`<h1>${words.verifyUnknownTitle}</h1><p role="alert">${words.verifyUnknown}</p>${form(language)}`,
  );
};

const compared = (language: Language, document: Verified['document']): Html => {
  const words = wordsIn[language];
  if (document === 'none') return html``;
  return document === 'same'
    ? html`<p>${words.verifySame}</p>`
    : html`<p class="bad" role="alert">${words.verifyDifferent}</p>`;
};

/** Where a receipt stands in the ledger, with all that a stranger needs to compute it himself. */
export const verifiedPage = (language: Language, found: Verified): string => {
  const words = wordsIn[language];
  const { number, carrier, recordedAt, leaf, integrated, index, checkpoint, proof } = found;
  const zone = 'UTC';
  const when = writtenInstant(language, recordedAt, zone);
  const place = integrated ? filled(words.verifyPlace, { index: String(index) }) : words.verifyWaiting;
  const proofs = integrated
    ? html`<h2>${words.checkpoint}</h2><pre>${checkpoint ?? ''}</pre><h2>${words.proof}</h2><pre>${proof.join('\n')}</pre>`
    : html``;
  return page(
    language,
    html`<h1>${words.verifyTitle}</h1>
<p class="status" role="status">${filled(words.verifyGood, { number, carrier, ...when })}</p>
${compared(language, found.document)}
<p>${place}</p><h2>${words.leaf}</h2><p><code>${leaf}</code></p>${proofs}`,
  );
};
