import { useSyncExternalStore } from 'react';

/** A customer sought from anywhere, by his account or his number. */
export type Sought = { readonly by: 'account' | 'number'; readonly text: string };

// in no address and in no storage: it is a customer's
let sought: Sought | null = null;
const heard = new Set<() => void>();

const put = (one: Sought | null): void => {
  sought = one;
  for (const tell of heard) tell();
};

/** Hands it to the desk, which takes it once. */
export const seekAtDesk = (one: Sought): void => put(one);

/** What was handed over and nobody has taken yet. */
export const takeSought = (): Sought | null => {
  const one = sought;
  if (one !== null) put(null);
  return one;
};

const listen = (tell: () => void): (() => void) => {
  heard.add(tell);
  return () => heard.delete(tell);
};

/** Whether something waits to be taken. */
export const useSought = (): Sought | null => useSyncExternalStore(listen, () => sought);
