import { htmlText } from '../../../carriers/mailbox/html-text.ts';
import type { Mail } from '../../../carriers/mailbox/mail.ts';

/** How mail programs introduce what they quote, each on one line. */
const introductions = [
  /^on .{6,200}\bwrote:?$/i,
  /^el .{6,200}\bescribi[oó]:?$/i,
  /^(?:le|am|il|em) .{6,200}(?:écrit|schrieb|scritto|escreveu)\s*:?$/i,
  /^.{0,100}<[^<>\s]+@[^<>\s]+>\s*(?:wrote|escribi[oó]):?$/i,
  // Yahoo goes on in the same line
  /^(?:on|el) .{6,160}<[^<>\s]+@[^<>\s]+>\s*(?:wrote|escribi[oó]):/i,
  /^\d{4}-\d\d-\d\d \d?\d:\d\d.{0,120}@.{0,120}:$/,
];

/** From here on everything is an older message. */
const olderMessage =
  /^[-_\s]*(?:original message|mensaje original|forwarded message|mensaje reenviado|begin forwarded message|message transféré)[-_:\s]*$/i;
const headerLine = /^\*?(?:from|de|sent|enviado(?: el)?|date|fecha|to|para|subject|asunto|cc|reply-to)\*?:\s/i;

/** What telephones and free mail services put under every message. */
const habitual = [
  /^(?:sent|enviado) (?:from|via|with|using|desde|con|por)\b.{0,80}$/i,
  /^(?:get|obtener|obtén) (?:outlook|boxer|bluemail)\b.{0,60}$/i,
  /^(?:yahoo mail|aol mail)\b.{0,80}$/i,
  /^(?:envoyé|gesendet|inviato) .{0,60}$/i,
  /^(?:virus-free|libre de virus)\b.{0,60}$/i,
];

/** Where a company's small print begins: it speaks of use and disclosure, and means another message. */
const smallPrint =
  /^\W*(?:confidentiality(?: notice)?\b|aviso (?:de confidencialidad|legal)\b|disclaimer\b|legal notice\b|privileged and confidential\b|this (?:e-?mail|message|electronic)\b.{0,120}\b(?:confidential|intended|privileged)|este (?:mensaje|correo)\b.{0,120}\b(?:confidencial|dirigido|destinatario)|please consider the environment\b|la informaci[oó]n contenida\b)/i;

const isQuoted = (line: string): boolean => /^\s*(?:>|\|\s)/.test(line);

/** Two lines that together introduce a quotation: long names break before `wrote:`. */
const introduces = (line: string, next: string): 'one' | 'two' | 'none' => {
  if (introductions.some((form) => form.test(line))) return 'one';
  const joined = `${line} ${next}`;
  return /^(?:on|el) /i.test(line) && next !== '' && introductions.some((form) => form.test(joined)) ? 'two' : 'none';
};

const headerBlock = (lines: readonly string[], at: number): boolean => {
  const near = lines.slice(at, at + 6).filter((line) => headerLine.test(line));
  return headerLine.test(lines[at] ?? '') && near.length >= 3;
};

/** The lines that the writer wrote: no quotation, no signature, no small print. */
const written = (text: string): string => {
  const lines = text
    .slice(0, 200_000)
    .split(/\r?\n/)
    .slice(0, 4000)
    .map((line) => line.replaceAll('\u00a0', ' ').trim());
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (isQuoted(line)) continue;
    if (olderMessage.test(line) || headerBlock(lines, at)) break;
    const introduced = introduces(line, lines[at + 1] ?? '');
    if (introduced !== 'none') {
      const after = lines.slice(at + (introduced === 'two' ? 2 : 1)).find((later) => later !== '');
      // below a quotation may stand the answer; where nothing is marked as quoted, all of the rest is
      if (after === undefined || !isQuoted(after)) break;
      if (introduced === 'two') at += 1;
      continue;
    }
    // a signature, or a company's small print, and nothing of the answer below it
    if (/^--\s*$/.test(line) || smallPrint.test(line)) break;
    if (!habitual.some((form) => form.test(line))) kept.push(line);
  }
  return kept.join('\n').trim();
};

/** What the writer himself wrote in the body, '' where there is nothing. */
export const ownWords = (mail: Mail): string => {
  const plain = written(mail.text);
  return plain !== '' || mail.html === '' ? plain : written(htmlText(mail.html.slice(0, 200_000)));
};

const answering = /^\s*(?:\[[^\]]{1,20}\]\s*)*(?:(?:re|aw|sv|rv|fw|fwd|res|ref|respuesta)\s*(?:\[\d+\])?\s*:\s*)+/i;

/** The subject without `Re:` and its like, and whether it was there: then the words are those of the message answered. */
export const subjectOf = (mail: Mail): { readonly words: string; readonly whose: 'own' | 'quoted' } => {
  const words = mail.subject.replace(answering, '').trim();
  return { words, whose: words === mail.subject.trim() ? 'own' : 'quoted' };
};
