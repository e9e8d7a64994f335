import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../../ask.ts';
import { asksOf, type Options } from './options.tsx';
import type { Linted } from './states.ts';
import { words } from './words.ts';

export type Dropped = { readonly file: File; readonly options: Options };

const most = 20 * 1024 * 1024;

// before a byte goes up: the server would have to break the connection off
const readable = (file: File): void => {
  if (file.size > most) throw new Error(words.tooLarge(file.name, (file.size / 1024 / 1024).toFixed(1)));
  if (file.size === 0) throw new Error(words.empty(file.name));
};

/** Has a file checked; nothing of it is kept. */
export const useLint = () =>
  useMutation<Linted, Error, Dropped>({
    async mutationFn({ file, options }) {
      readable(file);
      const body = new Uint8Array(await file.arrayBuffer());
      const answer = await client.stream('lint.text', asksOf(options), body);
      return (await new Response(answer).json()) as Linted;
    },
  });

/** Whole seconds since something began to be waited for. */
export const useSeconds = (waiting: boolean): number => {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    setSeconds(0);
    if (!waiting) return;
    const ticking = setInterval(() => setSeconds((n) => n + 1), 1_000);
    return () => clearInterval(ticking);
  }, [waiting]);
  return seconds;
};
