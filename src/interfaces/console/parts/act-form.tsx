import { Button, Group, Stack, Text } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { AnswerName, InputOf, OutputOf } from '../../client/types.ts';
import { useAct } from '../ask.ts';
import { useMay } from '../session/session.ts';
import { told } from '../told.ts';
import { announce } from './announce.tsx';
import { Refusal } from './refusal.tsx';
import { words } from './words.ts';

/** For whoever may not: which roles may. */
export const MayOnly = ({ act, button }: { readonly act: keyof typeof told; readonly button: string }) => (
  <Text size="sm" c="dimmed">
    {words.mayOnly(button, told[act].may)}
  </Text>
);

type Props<N extends AnswerName> = {
  readonly act: N;
  readonly input: () => InputOf<N>;
  readonly button: string;
  readonly done: string | ((answer: OutputOf<N>) => string);
  readonly children: ReactNode;
};

type ThenProps<N extends AnswerName> = Props<N> & { readonly onDone: (answer: OutputOf<N>) => void };

/** A form that does one operation: its fields, its button, why it was refused, that it was done, what comes then. Who may not is told who may. */
export const ActFormThen = <N extends AnswerName>({ act, input, button, done, onDone, children }: ThenProps<N>) => {
  const running = useAct(act);
  const may = useMay(act);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    // by the promise: what was done may take this form away before it is told
    running.mutateAsync(input()).then(
      (answer) => {
        announce(typeof done === 'string' ? done : done(answer));
        // what was sent may hold a password
        running.reset();
        onDone(answer);
      },
      () => {},
    );
  };
  if (!may) return <MayOnly act={act} button={button} />;
  return (
    <form onSubmit={send}>
      <Stack gap="sm" maw={560}>
        {children}
        <Refusal of={running.error} />
        <Group>
          <Button type="submit" loading={running.isPending}>
            {button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const nothing = (): void => {};

/** The same where nothing more comes of it than that the page is read anew. */
export const ActForm = <N extends AnswerName>(props: Props<N>) => <ActFormThen {...props} onDone={nothing} />;

/** An act that asks nothing but to be done. */
export const ActButton = <N extends AnswerName>(props: Omit<Props<N>, 'children'>) => (
  <ActForm {...props}>{null}</ActForm>
);
