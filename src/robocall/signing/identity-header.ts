/** An Identity header taken apart. Nothing is decoded or believed yet. */
export type IdentityHeader = {
  /** `full`: header and payload are given; `compact`: they are left out and the reader is to make them up. */
  readonly form: 'full' | 'compact';
  readonly header: string;
  readonly payload: string;
  readonly signature: string;
  /** Null where the parameter is absent. */
  readonly info: string | null;
  readonly alg: string | null;
  readonly ppt: string | null;
};

/** The longest value we read: tokens of live calls take up to a thousand characters, those to many called numbers more. */
export const longestIdentity = 8192;

const mostParameters = 16;
const token = /^([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]+)$/;
// a parameter: a name, and a value that is a URI in angle brackets, a quoted text or a bare word
const parameter = /^[ \t]*([A-Za-z0-9_-]+)[ \t]*=[ \t]*(?:<([^<>"]*)>|"([^"]*)"|([^\s<>";]+))[ \t]*$/;

// `;` may stand inside a URI or a quoted text
const pieces = /(?:[^;<"]|<[^<>]*>|"[^"]*")+/g;

const readParameters = (texts: readonly string[]): ReadonlyMap<string, string> | null => {
  const found = new Map<string, string>();
  for (const text of texts) {
    const [, name, uri, quoted, word] = parameter.exec(text) ?? [];
    if (name === undefined || found.has(name.toLowerCase())) return null;
    found.set(name.toLowerCase(), uri ?? quoted ?? word ?? '');
  }
  return found;
};

const withoutBrackets = (text: string): string => (/^<[^<>]*>$/.test(text) ? text.slice(1, -1) : text);

/** Takes the value of an Identity header apart (RFC 8224 section 4), parameters in any order, quoted or not. Null where it has not that form or is over-long. */
export const readIdentity = (value: string): IdentityHeader | null => {
  if (value.length > longestIdentity) return null;
  const parts = value.trim().match(pieces) ?? [];
  const [first, ...rest] = parts;
  // what the pieces do not cover was an unclosed bracket or quotation mark
  if (first === undefined || parts.join(';') !== value.trim() || rest.length > mostParameters) return null;
  const [, header, payload, signature] = token.exec(first.trim()) ?? [];
  const parameters = readParameters(rest);
  if (header === undefined || payload === undefined || signature === undefined || parameters === null) return null;
  const info = parameters.get('info');
  return {
    form: header === '' || payload === '' ? 'compact' : 'full',
    header,
    payload,
    signature,
    info: info === undefined ? null : withoutBrackets(info),
    alg: parameters.get('alg') ?? null,
    ppt: parameters.get('ppt') ?? null,
  };
};
