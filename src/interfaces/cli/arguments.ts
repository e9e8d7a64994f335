/** Words and `--options value` of a command line; an option without value is an error in words. */
export type Given = { readonly words: readonly string[]; readonly options: ReadonlyMap<string, string> };

/** Reads arguments; options must be among the known ones. Returns a sentence when they are not understood. */
export const readArguments = (args: readonly string[], known: readonly string[]): Given | string => {
  const words: string[] = [];
  const options = new Map<string, string>();
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] ?? '';
    if (!word.startsWith('--')) {
      words.push(word);
      continue;
    }
    const [name = '', joined] = word.slice(2).split('=', 2);
    if (!known.includes(name))
      return `there is no option --${name}${known.length > 0 ? `; known: ${known.map((k) => `--${k}`).join(', ')}` : ''}`;
    if (joined === undefined) i += 1;
    const value = joined ?? args[i];
    if (value === undefined) return `--${name} needs a value`;
    options.set(name, value);
  }
  return { words, options };
};
