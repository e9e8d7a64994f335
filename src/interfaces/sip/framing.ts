import { endOf } from './message.ts';

/** Most bytes of one message with its body. */
export const largest = 64 * 1024;

/** What was cut from a stream: whole messages without their bodies, what is left over, and why no more can be cut, or null. */
export type Cut = { readonly messages: readonly string[]; readonly rest: string; readonly broken: string | null };

const lengthLine = /^(?:content-length|l)[ \t]*:[ \t]*(\d{1,7})[ \t]*$/gim;

/** The length that a head tells; null where it tells none, or two that differ. */
const lengthOf = (head: string): number | null => {
  const told = new Set([...head.matchAll(lengthLine)].map(([, digits]) => Number(digits)));
  const [length] = told;
  return told.size === 1 && length !== undefined ? length : null;
};

/** Cuts messages from a stream by their Content-Length (RFC 3261 section 18.3). Bodies are let go. */
export const cut = (stream: string): Cut => {
  const messages: string[] = [];
  let at = 0;
  for (;;) {
    const begin = stream.slice(at).search(/[^\r\n]/);
    if (begin === -1) return { messages, rest: '', broken: null };
    at += begin;
    const end = endOf(stream, at);
    if (end === null) {
      const broken = stream.length - at > largest ? 'headers over 64 KB' : null;
      return { messages, rest: stream.slice(at), broken };
    }
    const head = stream.slice(at, end.body);
    const length = lengthOf(head);
    if (length === null) return { messages: [...messages, head], rest: '', broken: 'no Content-Length' };
    if (end.body - at + length > largest) return { messages: [...messages, head], rest: '', broken: 'over 64 KB' };
    if (end.body + length > stream.length) return { messages, rest: stream.slice(at), broken: null };
    messages.push(head);
    at = end.body + length;
  }
};
