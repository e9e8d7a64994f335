/** What stands in a From, Contact, P-Asserted-Identity or Diversion header: its URI, and the parameters after it. */
export type NamedAddress = { readonly uri: string; readonly parameters: string };

/** Where the next of `stops` stands outside quoted strings and angle brackets, or the text's length. */
const nextOutside = (text: string, stop: string, from: number): number => {
  let quoted = false;
  let angle = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === stop && !angle) return at;
    else if (character === '"' && !angle) quoted = true;
    else if (character === '<') angle = true;
    else if (character === '>') angle = false;
  }
  return text.length;
};

/** The elements of a header that lists several after commas. */
export const elementsOf = (values: readonly string[]): string[] => {
  const elements: string[] = [];
  for (const value of values) {
    let from = 0;
    while (from <= value.length) {
      const comma = nextOutside(value, ',', from);
      const element = value.slice(from, comma).trim();
      if (element !== '') elements.push(element);
      from = comma + 1;
    }
  }
  return elements;
};

/** Reads `"Name" <uri>;parameters` and `uri;parameters`; null where there is no URI (RFC 3261 section 20.10). */
export const addressOf = (element: string): NamedAddress | null => {
  const open = nextOutside(element, '<', 0);
  if (open < element.length) {
    const close = element.indexOf('>', open);
    return close === -1 ? null : { uri: element.slice(open + 1, close).trim(), parameters: element.slice(close + 1) };
  }
  const semicolon = element.indexOf(';');
  const end = semicolon === -1 ? element.length : semicolon;
  const uri = element.slice(0, end).trim();
  return /^[a-z][a-z\d+.-]*:/i.test(uri) ? { uri, parameters: element.slice(end) } : null;
};

/** The value of a parameter (`;name=value`), without quotes; null where it is not there, '' where it has none. */
export const parameterOf = (parameters: string, name: string): string | null => {
  for (const part of parameters.split(';')) {
    const equals = part.indexOf('=');
    const written = (equals === -1 ? part : part.slice(0, equals)).trim().toLowerCase();
    if (written !== name) continue;
    return equals === -1
      ? ''
      : part
          .slice(equals + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1');
  }
  return null;
};

const unescaped = (text: string): string =>
  text.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The user part of a SIP URI or the number of a `tel:` URI, as it was dialled; a service URN whole; null where a URI names nobody. */
export const partyOf = (uri: string): string | null => {
  const colon = uri.indexOf(':');
  const scheme = uri.slice(0, Math.max(colon, 0)).toLowerCase();
  if (scheme === 'urn') return uri;
  const rest = uri.slice(colon + 1);
  if (scheme !== 'sip' && scheme !== 'sips' && scheme !== 'tel') return null;
  const host = rest.lastIndexOf('@');
  if (scheme !== 'tel' && host === -1) return null;
  const [user = '', ...parameters] = (scheme === 'tel' ? rest : rest.slice(0, host)).split(';');
  const dialled = unescaped(scheme === 'tel' ? user : (user.split(':', 1)[0] ?? '')).trim();
  if (dialled === '' || dialled.length > 64) return null;
  const context = parameterOf(parameters.join(';'), 'phone-context');
  // a local number with the prefix that makes it a global one (RFC 3966 section 5.1.5)
  return context?.startsWith('+') && !dialled.startsWith('+') ? `${unescaped(context)}${dialled}` : dialled;
};
