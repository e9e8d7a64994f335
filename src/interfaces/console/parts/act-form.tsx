import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { AnswerName, InputOf, OutputOf } from '../../client/types.ts';
import { useAct } from '../ask.ts';
import { useMay } from '../session/session.ts';
import { told } from '../told.ts';
import { Refusal } from './refusal.tsx';
import { words } from './words.ts';

type Props<N extends AnswerName> = {
  readonly act: N;
  readonly input: () => InputOf<N>;
  readonly button: string;
  readonly done: string;
  readonly onDone: (answer: OutputOf<N>) => void;
  readonly children: ReactNode;
};

/** A form that does one operation: its fields, its button, why it was refused, that it was done. Who may not is told who may. */
export const ActForm = <N extends AnswerName>({ act, input, button, done, onDone, children }: Props<N>) => {
  const running = useAct(act);
  const may = useMay(act);
  const [over, setOver] = useState(false);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setOver(false);
    running.mutate(input(), {
      onSuccess(answer) {
        setOver(true);
        onDone(answer);
      },
    });
  };
  if (!may)
    return (
      <Text size="sm" c="dimmed">
        {words.mayOnly(button, told.get(act)?.may ?? [])}
      </Text>
    );
  return (
    <form onSubmit={send}>
      <Stack gap="sm" maw={560}>
        {children}
        <Refusal of={running.error} />
        {over ? (
          <Alert color="green" role="status" className="done">
            {done}
          </Alert>
        ) : null}
        <Group>
          <Button type="submit" loading={running.isPending}>
            {button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
