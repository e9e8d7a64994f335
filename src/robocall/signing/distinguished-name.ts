import type { Name } from '@peculiar/asn1-x509';

/** An attribute of a name: its type by the usual short word or its number, and its text. */
export type Attribute = { readonly type: string; readonly text: string };

const words = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
]);

/** The attributes of a distinguished name in their order. */
export const attributesOf = (name: Name): readonly Attribute[] =>
  [...name].flatMap((part) =>
    [...part].map(({ type, value }) => ({ type: words.get(type) ?? type, text: value.toString() })),
  );

/** A name as people write it: `C=US, O=Example, CN=SHAKEN 818H`. */
export const written = (attributes: readonly Attribute[]): string =>
  attributes.map(({ type, text }) => `${type}=${text}`).join(', ');

/** Names that are the same by RFC 5280 section 7.1 have the same key: case, white space and kind of string do not count. */
export const nameKey = (attributes: readonly Attribute[]): string =>
  JSON.stringify(attributes.map(({ type, text }) => [type, text.trim().replace(/\s+/g, ' ').toLowerCase()]));

/** The text of the only attribute of a type; null where there is none or more than one. */
export const theOnly = (attributes: readonly Attribute[], type: string): string | null => {
  const [first, ...more] = attributes.filter((attribute) => attribute.type === type);
  return first === undefined || more.length > 0 ? null : first.text;
};
