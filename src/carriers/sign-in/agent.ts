const browsers = [
  ['Edge', /\bEdg/],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|Chromium)\//],
  ['Safari', /\bSafari\//],
] as const;

const systems = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['Mac', /\bMacintosh\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const;

const named = (list: readonly (readonly [string, RegExp])[], header: string): string | null =>
  list.find(([, form]) => form.test(header))?.[0] ?? null;

/** A browser and its system in words that a person recognises among his sessions: `Firefox on Windows`. */
export const agentWords = (header: string): string => {
  const browser = named(browsers, header);
  const system = named(systems, header);
  if (browser === null)
    return header === '' ? 'a program without a name' : (header.split(/[\s/]/, 1)[0] ?? '').slice(0, 40);
  return system === null ? browser : `${browser} on ${system}`;
};
