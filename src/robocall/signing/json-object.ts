/** The object that base64url text holds as JSON, with the text itself. Null where it holds none. */
export const decodeObject = (encoded: string): { readonly text: string; readonly object: object } | null => {
  const text = Buffer.from(encoded, 'base64url').toString();
  try {
    const object: unknown = JSON.parse(text);
    return typeof object === 'object' && object !== null && !Array.isArray(object) ? { text, object } : null;
  } catch {
    return null;
  }
};

/** A member of an object that came from outside; undefined where it is absent or this is no object. */
export const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;

/** A member that is a text; null otherwise. */
export const textMember = (value: unknown, name: string): string | null => {
  const found = member(value, name);
  return typeof found === 'string' ? found : null;
};

/** A list of at least one text; null where it is anything else. */
export const textList = (value: unknown): readonly string[] | null =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string') ? value : null;
