/** A stream of rows that come many at a time. */
export type Rows<Row> = AsyncGenerator<readonly Row[]>;

type Head<Row> = { readonly file: Rows<Row>; rows: readonly Row[]; next: number };

/** Rows of the file that is behind the others, until one of them has to be read on. */
const mergedUntilEmpty = <Row>(open: ReadonlySet<Head<Row>>, timeOf: (row: Row) => number): readonly Row[] => {
  const merged: Row[] = [];
  for (;;) {
    let behind: Head<Row> | null = null;
    let taken: Row | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const head of open) {
      const row = head.rows[head.next];
      if (row === undefined) return merged;
      const at = timeOf(row);
      if (taken !== undefined && at >= least) continue;
      behind = head;
      taken = row;
      least = at;
    }
    if (behind === null || taken === undefined) return merged;
    merged.push(taken);
    behind.next += 1;
  }
};

/** Rows of several files in the order of their time, each file's own order kept: what tells of one call comes together. */
export async function* byTime<Row>(files: readonly Rows<Row>[], timeOf: (row: Row) => number): Rows<Row> {
  const [only, ...more] = files;
  if (only !== undefined && more.length === 0) return yield* only;
  const open = new Set<Head<Row>>(files.map((file) => ({ file, rows: [], next: 0 })));
  while (open.size > 0) {
    for (const head of [...open]) {
      if (head.next < head.rows.length) continue;
      const read = await head.file.next();
      if (read.done === true) open.delete(head);
      else {
        head.rows = read.value;
        head.next = 0;
      }
    }
    const merged = mergedUntilEmpty(open, timeOf);
    if (merged.length > 0) yield merged;
  }
}
