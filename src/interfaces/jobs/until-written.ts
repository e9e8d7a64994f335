import { setTimeout as pause } from 'node:timers/promises';

// what PostgreSQL and the system say of a server that stops, starts or is not there
const away = /^(08...|57P0.|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/;
const ended = /^Connection terminated|connection error/;

/** Whether an error says that the database is not there just now, and nothing of what was asked. */
export const isAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return code === '' ? ended.test(error.message) : away.test(code);
};

/**
 * Writes down what the world has answered, again and again while the database is away, for so many ms at most: an answer that only
 * this process has heard is lost with it. `write` is told whether an earlier try may have been committed with nobody to hear it.
 */
export const untilWritten = async (
  write: (tried: 'first' | 'again') => Promise<void>,
  patience: number,
): Promise<void> => {
  const last = Date.now() + patience;
  for (let tried: 'first' | 'again' = 'first'; ; tried = 'again')
    try {
      return await write(tried);
    } catch (error) {
      if (!isAway(error) || Date.now() >= last) throw error;
      await pause(500);
    }
};
