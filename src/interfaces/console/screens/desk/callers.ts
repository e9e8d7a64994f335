import type { OutputOf } from '../../../client/types.ts';

export type Caller = OutputOf<'desk.find'>['items'][number];

/** The callers of this page's sessions as they were found: in its memory only, never in an address. */
const found = new Map<string, Caller>();

export const callers = {
  remember: (sessionId: string, caller: Caller): void => void found.set(sessionId, caller),
  of: (sessionId: string): Caller | null => found.get(sessionId) ?? null,
  forget: (sessionId: string): void => void found.delete(sessionId),
};
