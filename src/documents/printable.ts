// Controls, invisible format characters and those that turn the direction of writing: printed as they are, they could hide or
// reorder words of a filing. Joiners (200C, 200D) and the variation selector (FE0F) shape emoji and scripts and stay.
const unseen =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}|\p{Co}|\p{Cn}/gu;

/** The text with line ends as \n, tabs as spaces, letters composed, and every unseen character as its code point, [U+202E]. */
export function printable(text: string): string {
  const tidy = text.normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\t', ' ');
  return tidy.replace(unseen, (character) => (character === '\n' ? character : codePoint(character)));
}

/** Writes the characters beyond ASCII of a cluster (letter with its marks) as code points, wherever the cluster stands. */
export function nameCluster(text: string, cluster: string): string {
  const named = [...cluster].map((character) => (character > '\u007f' ? codePoint(character) : character)).join('');
  return text.replaceAll(cluster, named);
}

function codePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
