/** Names of the callers of this page's sessions: in its memory only, never in an address. */
const names = new Map<string, string>();

export const callers = {
  remember: (sessionId: string, name: string): void => void names.set(sessionId, name),
  nameOf: (sessionId: string): string | null => names.get(sessionId) ?? null,
  forget: (sessionId: string): void => void names.delete(sessionId),
};
