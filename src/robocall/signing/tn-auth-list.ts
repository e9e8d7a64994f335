import { Constructed, fromBER, IA5String, Integer, Sequence } from 'asn1js';

/** Extension 1.3.6.1.5.5.7.1.26 (RFC 8226 section 9): for which numbers its holder may sign. */
export const tnAuthListId = '1.3.6.1.5.5.7.1.26';

export type TnAuthEntry =
  | { readonly kind: 'spc'; readonly spc: string }
  | { readonly kind: 'range'; readonly from: string; readonly count: number }
  | { readonly kind: 'number'; readonly number: string };

const textIn = (element: unknown): string | null => (element instanceof IA5String ? element.valueBlock.value : null);

const readEntry = (element: unknown): TnAuthEntry | null => {
  if (!(element instanceof Constructed) || element.idBlock.tagClass !== 3) return null;
  const [inner] = element.valueBlock.value;
  const text = textIn(inner);
  if (element.idBlock.tagNumber === 0) return text === null ? null : { kind: 'spc', spc: text };
  if (element.idBlock.tagNumber === 2) return text === null ? null : { kind: 'number', number: text };
  if (element.idBlock.tagNumber !== 1 || !(inner instanceof Sequence)) return null;
  const [start, count] = inner.valueBlock.value;
  const from = textIn(start);
  return from === null || !(count instanceof Integer)
    ? null
    : { kind: 'range', from, count: count.valueBlock.valueDec };
};

/** The entries of a TNAuthList. Null where the bytes are no such list: another structure, an entry of unknown kind, anything after it. */
export const readTnAuthList = (der: Uint8Array): readonly TnAuthEntry[] | null => {
  const { result, offset } = fromBER(der);
  if (offset !== der.byteLength || !(result instanceof Sequence)) return null;
  const entries = result.valueBlock.value.map(readEntry).filter((entry) => entry !== null);
  return entries.length === 0 || entries.length < result.valueBlock.value.length ? null : entries;
};

/** The service provider codes of a list. */
export const codesIn = (entries: readonly TnAuthEntry[]): readonly string[] =>
  entries.flatMap((entry) => (entry.kind === 'spc' ? [entry.spc] : []));
