import type pg from 'pg';

/** A statement and its values, as it goes to the server. */
export type Statement = { readonly text: string; readonly values: readonly unknown[] };

/**
 * Commits statements of one carrier, all or none, in one exchange with the server: for what is written often and reads nothing first.
 * Throws the server's first error.
 */
export const commitTogether = async (
  pool: pg.Pool,
  carrierId: string,
  statements: readonly Statement[],
): Promise<void> => {
  const client = await pool.connect();
  const sent = [
    client.query('begin'),
    client.query("select set_config('compline.carrier', $1, true)", [carrierId]),
    ...statements.map(({ text, values }) => client.query(text, [...values])),
    // the server rolls back where one before failed
    client.query('commit'),
  ];
  const failed = (await Promise.allSettled(sent)).find((one) => one.status === 'rejected');
  // a connection on which something failed is not used again
  client.release(failed !== undefined);
  if (failed !== undefined) throw failed.reason;
};
