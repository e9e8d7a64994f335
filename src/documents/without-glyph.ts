import { nameCluster } from './printable.ts';

/** The facts with every character that Typst said no font can draw written as its code point; the same where it named none. */
export const named = (facts: string, problem: unknown): string =>
  clustersWithoutGlyph(problem instanceof Error ? problem.message : '').reduce(nameCluster, facts);

// The message is written in Rust's debug form twice over, so it is unescaped twice.
const clustersWithoutGlyph = (message: string): string[] =>
  [...message.matchAll(/the text `\\"(.*?)\\"` could not be displayed/g)].map(([, text]) =>
    unescaped(unescaped(text ?? '')),
  );

const unescaped = (text: string): string =>
  text.replace(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (_, code, character) =>
    code === undefined ? character : String.fromCodePoint(Number.parseInt(code, 16)),
  );
