const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EAI_AGAIN',
]);

// connection, resources, a server that stops or starts, its disk, its own faults
const serverClasses = /^(08|53|57P|58|XX)/;
const withoutCode = /connection terminated|timeout exceeded when trying to connect|not queryable/i;

/** The code that a database or a socket gives with an error, or empty. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Whether an error says that the database does not answer now, not that something was asked wrongly. */
export const isAway = (error: unknown): boolean => {
  const code = codeOf(error);
  if (code !== '')
    return serverClasses.test(code) || (networkCodes.has(code) && error instanceof Error && 'syscall' in error);
  return error instanceof Error && withoutCode.test(error.message);
};
