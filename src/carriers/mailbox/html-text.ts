// HTML of letters as text: enough to read an answer, with what is quoted marked by '>' as plain text marks it.

const silent = new Set(['style', 'script', 'head', 'title', 'noscript', 'svg']);
const breaking = new Set([
  'p',
  'div',
  'br',
  'tr',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'table',
  'ul',
  'ol',
  'hr',
  'blockquote',
]);
const empty = new Set(['br', 'hr', 'img', 'meta', 'link', 'input', 'wbr', 'col', 'base']);

// what the big mail programs wrap around the message they answer
const quoting =
  /(?:class|id)\s*=\s*["']?[^"'>]*\b(?:gmail_quote|gmail_extra|yahoo_quoted|ydp\w*yahoo_quoted|moz-cite-prefix|protonmail_quote|divRplyFwdMsg|appendonsend|zmail_extra|aolmail_\w*quote\w*|tutanota_quote|reply-intro)\b/i;
const signing =
  /(?:class|id)\s*=\s*["']?[^"'>]*\b(?:gmail_signature|moz-signature|protonmail_signature_block|ms-outlook-mobile-signature|Signature|aolmail_signature|AppleMailSignature)\b/i;
// everything behind these belongs to the older message, inside the same element or not
const tailing = /\bid\s*=\s*["']?[^"'>]*\b(?:divRplyFwdMsg|appendonsend|zwchr)\b/i;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  iquest: '¿',
  iexcl: '¡',
  rsquo: '’',
  lsquo: '‘',
  ndash: '–',
  mdash: '—',
  aacute: 'á',
  eacute: 'é',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  ntilde: 'ñ',
  uuml: 'ü',
  Aacute: 'Á',
  Eacute: 'É',
  Iacute: 'Í',
  Oacute: 'Ó',
  Uacute: 'Ú',
  Ntilde: 'Ñ',
};

const character = (code: number): string => (code > 0 && code < 0x110000 ? String.fromCodePoint(code) : ' ');

const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return character(Number(decimal));
    if (hex !== undefined) return character(Number.parseInt(hex, 16));
    return named[name] ?? whole;
  });

type Place = { readonly tag: string; readonly counts: 'said' | 'quoted' | 'silent' };

const placeOf = (tag: string, attributes: string, around: Place | undefined): Place => {
  if (around !== undefined && around.counts !== 'said') return { tag, counts: around.counts };
  if (silent.has(tag) || signing.test(attributes)) return { tag, counts: 'silent' };
  return { tag, counts: tag === 'blockquote' || quoting.test(attributes) ? 'quoted' : 'said' };
};

/** Without comments; one that never ends takes the rest with it. */
const withoutComments = (html: string): string =>
  html
    .split('<!--')
    .map((piece, n) => {
      const end = n === 0 ? -3 : piece.indexOf('-->');
      return n > 0 && end === -1 ? '' : piece.slice(end + 3);
    })
    .join(' ');

/** HTML as lines of text; quoted parts begin with '>', signatures that a mail program marked are left out. */
export const htmlText = (html: string): string => {
  const open: Place[] = [];
  let line = '';
  let lines = '';
  let rest: Place['counts'] = 'said';
  const now = (): Place['counts'] => (rest === 'quoted' ? 'quoted' : (open.at(-1)?.counts ?? 'said'));
  const end = (counts: Place['counts']): void => {
    const words = line.replace(/\s+/g, ' ').trim();
    if (words !== '') lines += counts === 'quoted' ? `> ${words}\n` : `${words}\n`;
    line = '';
  };
  // a tag, or text up to the next one; a lone '<' is text
  for (const [piece, closing, name, given] of withoutComments(html).matchAll(
    /<(\/?)([a-z][a-z0-9]*)([^<>]*)>|<![^<>]*>|[^<]+|</gi,
  )) {
    if (name === undefined) {
      if (!piece.startsWith('<!') && now() !== 'silent') line += decoded(piece);
      continue;
    }
    const tag = name.toLowerCase();
    const attributes = (given ?? '').slice(0, 1000);
    if (breaking.has(tag)) end(now());
    if (closing === '/') {
      const at = open.findLastIndex((place) => place.tag === tag);
      if (at !== -1) open.splice(at);
    } else if (!empty.has(tag) && open.length < 500) open.push(placeOf(tag, attributes, open.at(-1)));
    if (tailing.test(attributes)) rest = 'quoted';
  }
  end(now());
  return lines;
};
