/** The system's code of an error (`ENOENT`) or PostgreSQL's (`57P03`); empty when it has none. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
