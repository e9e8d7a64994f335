import { Button, Stack } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { Problem } from '../../../kernel/problem.ts';
import { Refusal } from '../parts/refusal.tsx';
import { Entrance } from './entrance.tsx';

type Props<T> = {
  readonly title: string;
  readonly lead: string;
  readonly button: string;
  readonly does: UseMutationResult<unknown, Error, T>;
  readonly given: T;
  readonly children: ReactNode;
};

/** Whether the server asks for a code beside the password: the field that then appears says so. */
export const wantsCode = (error: Error | null): boolean =>
  error instanceof Problem && error.type === 'second-factor-needed';

/** A form at the door: its fields, why whoever stands there is refused, one button. */
export const DoorForm = <T,>({ title, lead, button, does, given, children }: Props<T>) => {
  const send = (event: FormEvent): void => {
    event.preventDefault();
    does.mutate(given);
  };
  return (
    <Entrance title={title} lead={lead}>
      <form onSubmit={send}>
        <Stack>
          {children}
          <Refusal of={wantsCode(does.error) ? null : does.error} />
          <Button type="submit" loading={does.isPending}>
            {button}
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
};
