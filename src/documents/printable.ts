// Controls, invisible format characters and those that turn the direction of writing: printed as they are, they could hide or
// reorder words of a filing. Joiners (200C, 200D) and the variation selector (FE0F) shape emoji and scripts and stay.
const unseen =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}|\p{Co}|\p{Cn}/gu;

/** The text with line ends as \n, tabs as spaces, letters composed, and every unseen character as its code point, [U+202E]. */
export function printable(text: string): string {
  const tidy = text.normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\t', ' ');
  return tidy.replace(unseen, (character) => (character === '\n' ? character : codePoint(character)));
}

/** Names each of the characters by its code point wherever it stands in the text. */
export function nameCharacters(text: string, characters: ReadonlySet<string>): string {
  return [...text].map((character) => (characters.has(character) ? codePoint(character) : character)).join('');
}

function codePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
