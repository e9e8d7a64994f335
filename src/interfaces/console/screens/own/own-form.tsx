import { Button, Group, Stack } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { announce } from '../../parts/announce.tsx';
import { Refusal } from '../../parts/refusal.tsx';

type Props<T, I> = {
  readonly does: UseMutationResult<T, Error, I>;
  readonly input: I;
  readonly button: string;
  readonly done: string;
  readonly onDone: (answer: T) => void;
  readonly children: ReactNode;
};

/** A form that changes one's own way in: its fields, its button, why it was refused, that it was done. */
export const OwnForm = <T, I>({ does, input, button, done, onDone, children }: Props<T, I>) => {
  const send = (event: FormEvent): void => {
    event.preventDefault();
    does.mutateAsync(input).then(
      (answer) => {
        announce(done);
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
          <Button type="submit" variant="default" loading={does.isPending}>
            {button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
