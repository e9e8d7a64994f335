import type pg from 'pg';

const worth = 3;
const most = 256;

/**
 * Lets a connection prepare the statements that it sends again and again: parsing and planning them costs the server more than
 * running them. Statements of changing length stay as they are once `most` are kept.
 */
export const preparing = (client: pg.PoolClient): void => {
  const sent = new Map<string, number>();
  let kept = 0;
  const nameOf = (text: string): string | null => {
    const times = sent.get(text) ?? 0;
    // negative: the number under which it is kept
    if (times < 0) return `s${-times}`;
    if (times < worth) {
      if (sent.size < 4 * most || times > 0) sent.set(text, times + 1);
      return null;
    }
    if (kept === most) return null;
    kept += 1;
    sent.set(text, -kept);
    return `s${kept}`;
  };
  const plain = client.query.bind(client) as (...given: unknown[]) => unknown;
  client.query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || rest.length > 0)
      return plain(text, values, ...rest);
    const name = nameOf(text);
    return name === null ? plain(text, values) : plain({ name, text, values });
  }) as typeof client.query;
};
