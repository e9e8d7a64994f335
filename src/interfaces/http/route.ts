import type { AnyOperation } from '../invoke.ts';

type Leaf = { readonly name: string; readonly operation: AnyOperation; readonly fields: readonly string[] };
type Branch = { readonly fixed: Map<string, Branch>; open: Branch | null; readonly leaves: Map<string, Leaf> };

const branch = (): Branch => ({ fixed: new Map(), open: null, leaves: new Map() });

/** Path of an operation in parts: `{name}` are open, `:verb` at the end belongs to the method. */
const partsOf = (path: string): { segments: string[]; verb: string } => {
  const segments = path.split('/').slice(1);
  const last = segments.pop() ?? '';
  const colon = last.lastIndexOf(':');
  const verb = colon === -1 ? '' : last.slice(colon);
  return { segments: [...segments, colon === -1 ? last : last.slice(0, colon)], verb };
};

export type Found = {
  readonly name: string;
  readonly operation: AnyOperation;
  readonly fields: Readonly<Record<string, string>>;
};

export type Router = {
  /** The operation of a method and path; null when there is none. */
  find(method: string, path: string): Found | null;
  /** The methods that a path answers; none when nothing stands there. */
  methods(path: string): readonly string[];
};

const plant = (root: Branch, name: string, operation: AnyOperation): void => {
  const [method = '', path = ''] = operation.http.split(' ');
  const { segments, verb } = partsOf(path);
  const fields: string[] = [];
  let at = root;
  for (const segment of segments) {
    if (segment.startsWith('{')) {
      fields.push(segment.slice(1, -1));
      at.open ??= branch();
      at = at.open;
    } else {
      const next = at.fixed.get(segment) ?? branch();
      at.fixed.set(segment, next);
      at = next;
    }
  }
  const leaf = `${method}${verb}`;
  if (at.leaves.has(leaf)) throw new Error(`two operations answer ${operation.http}`);
  at.leaves.set(leaf, { name, operation, fields });
};

const walk = (
  at: Branch,
  segments: readonly string[],
  leaf: string,
  values: readonly string[],
): [Leaf, readonly string[]] | null => {
  const [segment, ...rest] = segments;
  if (segment === undefined) {
    const here = at.leaves.get(leaf);
    return here === undefined ? null : [here, values];
  }
  const fixed = at.fixed.get(segment);
  const straight = fixed === undefined ? null : walk(fixed, rest, leaf, values);
  if (straight !== null) return straight;
  return at.open === null || segment === ''
    ? null
    : walk(at.open, rest, leaf, [...values, decodeURIComponent(segment)]);
};

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/** A router over the list of operations. */
export const router = (list: ReadonlyMap<string, AnyOperation>): Router => {
  const root = branch();
  for (const [name, operation] of list) plant(root, name, operation);
  const find: Router['find'] = (method, path) => {
    const { segments, verb } = partsOf(path);
    const hit = walk(root, segments, `${method}${verb}`, []);
    if (hit === null) return null;
    const [leaf, values] = hit;
    return {
      name: leaf.name,
      operation: leaf.operation,
      fields: Object.fromEntries(leaf.fields.map((field, i) => [field, values[i] ?? ''])),
    };
  };
  return { find, methods: (path) => methods.filter((method) => find(method, path) !== null) };
};
