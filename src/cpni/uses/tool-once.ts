const most = 512;
const longest = 2048;

/** Reads a text as JSON, and the same text only once while it keeps coming back. */
export const onceByText = <Value>(read: (value: unknown) => Value): ((text: string) => Value) => {
  const kept = new Map<string, Value>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const value = read(JSON.parse(text));
    if (kept.size >= most) kept.clear();
    // A cut of a chunk would keep the whole chunk alive: the key is a copy.
    if (text.length <= longest) kept.set(Buffer.from(text).toString(), value);
    return value;
  };
};
