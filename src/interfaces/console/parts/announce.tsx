import { useSyncExternalStore } from 'react';
import { words as own } from './words.ts';

type Said = { readonly n: number; readonly words: string };

let said: Said = { n: 0, words: '' };
let fading = 0;
const heard = new Set<() => void>();

const say = (words: string): void => {
  said = { n: said.n + 1, words };
  for (const tell of heard) tell();
};

let receipt: string | null = null;

/** The receipt of the act that was done last, told with what is announced of it. */
export const heldReceipt = (number: string | null): void => {
  receipt = number;
};

const withReceipt = (words: string): string =>
  receipt === null || words.includes(receipt) ? words : own.withReceipt(words, receipt);

/** Says on every screen, and to whoever hears the page, what was done and by which receipt; it fades by itself. */
export const announce = (words: string): void => {
  say(withReceipt(words));
  receipt = null;
  clearTimeout(fading);
  fading = window.setTimeout(() => say(''), 12_000);
};

const listen = (tell: () => void): (() => void) => {
  heard.add(tell);
  return () => heard.delete(tell);
};

/** The one place where finished work is said: it stands before anything is, or a screen reader would not notice. */
export const Announced = () => {
  const { n, words } = useSyncExternalStore(listen, () => said);
  return (
    <div role="status" className="announced">
      {words === '' ? null : <p key={n}>{words}</p>}
    </div>
  );
};
