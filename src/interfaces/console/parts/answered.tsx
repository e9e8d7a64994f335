import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { Refusal } from './refusal.tsx';
import { words } from './words.ts';

type Asked<T> = { readonly data: T | undefined; readonly error: Error | null };
type Props<T> = { readonly of: Asked<T>; readonly children: (data: T) => ReactNode };

/** What was asked for, once it is there; before, that it is being read; instead or above it, why it was refused. What is empty says so itself. */
export const Answered = <T,>({ of: { data, error }, children }: Props<T>) => {
  if (data === undefined && error === null) return <Loader role="status" aria-label={words.reading} size="sm" />;
  return (
    <>
      <Refusal of={error} />
      {data === undefined ? null : children(data)}
    </>
  );
};
