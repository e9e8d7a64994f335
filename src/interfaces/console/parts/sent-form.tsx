import { Button, Group, Stack } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { announce } from './announce.tsx';
import { Refusal } from './refusal.tsx';

type Props<T, I> = {
  readonly does: UseMutationResult<T, Error, I>;
  readonly input: () => I;
  readonly button: string;
  readonly variant: 'filled' | 'default';
  readonly done: string | ((answer: T) => string);
  readonly onDone: (answer: T) => void;
  readonly children: ReactNode;
};

/** A form that has something done: its fields, its button, why it was refused, that it was done, what comes then. */
export const SentForm = <T, I>({ does, input, button, variant, done, onDone, children }: Props<T, I>) => {
  const send = (event: FormEvent): void => {
    event.preventDefault();
    // by the promise: what was done may take this form away before it is told
    does.mutateAsync(input()).then(
      (answer) => {
        announce(typeof done === 'string' ? done : done(answer));
        // what was sent may hold a password
        does.reset();
        onDone(answer);
      },
      () => {},
    );
  };
  return (
    <form onSubmit={send}>
      <Stack gap="sm" maw={560}>
        {children}
        <Refusal of={does.error} />
        <Group>
          <Button type="submit" variant={variant} loading={does.isPending}>
            {button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
