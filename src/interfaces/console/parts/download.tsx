import { Button, Group } from '@mantine/core';
import type { InputOf, StreamName } from '../../client/types.ts';
import { useDownload } from '../ask.ts';
import { useMay } from '../session/session.ts';
import { MayOnly } from './act-form.tsx';
import { Refusal } from './refusal.tsx';

type Props<N extends StreamName> = {
  readonly of: N;
  readonly input: InputOf<N>;
  readonly as: string;
  readonly type: string;
  readonly button: string;
};

/** A button for the file that an operation writes, and why it was refused. */
export const Download = <N extends StreamName>({ of, input, as, type, button }: Props<N>) => {
  const { mutate, isPending, error } = useDownload(of);
  if (!useMay(of)) return <MayOnly act={of} button={button} />;
  return (
    <>
      <Group my="xs">
        <Button variant="default" loading={isPending} onClick={() => mutate({ input, as, type })}>
          {button}
        </Button>
      </Group>
      <Refusal of={error} />
    </>
  );
};
