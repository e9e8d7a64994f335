import { Loader } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Refusal } from './refusal.tsx';
import { words } from './words.ts';

type Props<T> = { readonly of: UseQueryResult<T, Error>; readonly children: (data: T) => ReactNode };

/** What was asked for, once it is there; before, that it is being read; instead, why it was refused. */
export const Answered = <T,>({ of, children }: Props<T>) => {
  if (of.data !== undefined) return children(of.data);
  if (of.error !== null) return <Refusal of={of.error} />;
  return <Loader role="status" aria-label={words.reading} size="sm" />;
};
