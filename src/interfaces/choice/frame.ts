import { type Html, html } from './html.ts';
import { type Language, wordsIn } from './words/words.ts';

export type Page = {
  readonly language: Language;
  /** The name of the page in the browser. */
  readonly title: string;
  /** Who speaks: the carrier's name, or nobody yet. */
  readonly carrier: string;
  readonly demo: boolean;
  /** Where the other language stands: a query on the same address. */
  readonly path: string;
  readonly content: Html;
};

const others = { en: { code: 'es', name: 'Español' }, es: { code: 'en', name: 'English' } } as const;

/** A whole page: no script, one style sheet, one language. */
export const framed = ({ language, title, carrier, demo, path, content }: Page): string => {
  const words = wordsIn[language];
  const other = others[language];
  const mark = demo ? html`<strong>${words.demo}</strong>` : html``;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}${carrier === '' ? '' : `, ${carrier}`}</title>
<link rel="stylesheet" href="/choice.css">
</head>
<body>
<header><span>${carrier}</span>${mark}</header>
<main>
${content}
</main>
<footer><a href="${path}?language=${other.code}" lang="${other.code}" hreflang="${other.code}">${other.name}</a></footer>
</body>
</html>
`.markup;
};
