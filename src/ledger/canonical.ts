import { refuse } from '../kernel/problem.ts';

/** Nesting past which a value is refused: evidence is flat, and a deeper one would exhaust the stack. */
export const deepestNesting = 100;

const FIRST_PRINTABLE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;
const loneSurrogate = /\p{Surrogate}/u;

/** RFC 8785 canonical JSON of a value; a value that JSON cannot hold is refused with its path. */
export const canonical = (value: unknown): string => write(value, value, 0);

const write = (value: unknown, root: unknown, depth: number): string => {
  switch (typeof value) {
    case 'string':
      return quoted(value, root);
    case 'number':
      return Number.isFinite(value) ? `${value}` : refuseFlawOf(root);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= deepestNesting) return refuseFlawOf(root);
      return Array.isArray(value) ? writeArray(value, root, depth) : writeObject(value, root, depth);
    default:
      return refuseFlawOf(root);
  }
};

const writeArray = (items: readonly unknown[], root: unknown, depth: number): string => {
  let text = '[';
  for (let i = 0; i < items.length; i += 1) text += (i === 0 ? '' : ',') + write(items[i], root, depth + 1);
  return `${text}]`;
};

const writeObject = (value: object, root: unknown, depth: number): string => {
  if (!isPlain(value)) return refuseFlawOf(root);
  const names = Object.keys(value);
  // the order RFC 8785 asks for, by UTF-16 code units, is the one JavaScript compares strings in
  if (!inOrder(names)) names.sort();
  let text = '{';
  for (const name of names) {
    text += `${text === '{' ? '' : ','}${quoted(name, root)}:${write(value[name], root, depth + 1)}`;
  }
  return `${text}}`;
};

const isPlain = (value: object): value is Readonly<Record<string, unknown>> => {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const inOrder = (names: readonly string[]): boolean => {
  let before = '';
  for (const name of names) {
    if (name < before) return false;
    before = name;
  }
  return true;
};

const quoted = (text: string, root: unknown): string => {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    const plain = unit >= FIRST_PRINTABLE && unit !== QUOTE && unit !== BACKSLASH;
    if (!plain || (unit >= FIRST_SURROGATE && unit <= LAST_SURROGATE)) {
      return loneSurrogate.test(text) ? refuseFlawOf(root) : JSON.stringify(text);
    }
  }
  return `"${text}"`;
};

// The path is sought only once something is wrong: keeping it while writing would cost every entry.
const refuseFlawOf = (root: unknown): never => {
  const flaw = flawOf(root, '$', 0) ?? { path: '$', why: 'changed while it was written' };
  return refuse(
    'invalid-input',
    `${flaw.path} ${flaw.why}.`,
    'Give strings, finite numbers, true, false, null, lists and plain objects only.',
  );
};

type Flaw = { readonly path: string; readonly why: string };

const flawOf = (value: unknown, path: string, depth: number): Flaw | null => {
  if (typeof value === 'string') return loneSurrogate.test(value) ? { path, why: 'holds a lone surrogate' } : null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : { path, why: `is ${value}` };
  if (typeof value === 'boolean' || value === null) return null;
  if (typeof value !== 'object') return { path, why: value === undefined ? 'is undefined' : `is a ${typeof value}` };
  if (depth >= deepestNesting) return { path, why: `lies deeper than ${deepestNesting} levels` };
  if (Array.isArray(value))
    return firstFlaw(
      value.map((item, i) => [`${path}[${i}]`, item]),
      depth,
    );
  if (!isPlain(value)) return { path, why: `is no plain object but a ${value.constructor.name}` };
  const names = Object.keys(value);
  const bad = names.find((name) => loneSurrogate.test(name));
  if (bad !== undefined) return { path, why: `has a name with a lone surrogate: ${JSON.stringify(bad)}` };
  return firstFlaw(
    names.map((name) => [`${path}.${name}`, value[name]]),
    depth,
  );
};

const firstFlaw = (parts: readonly (readonly [string, unknown])[], depth: number): Flaw | null => {
  for (const [path, part] of parts) {
    const flaw = flawOf(part, path, depth + 1);
    if (flaw !== null) return flaw;
  }
  return null;
};
