import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../ask.ts';
import { announce } from '../../parts/announce.tsx';
import { OneOf } from '../../parts/fields.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { words } from './words.ts';

type Props = { readonly sessionId: string; readonly onEnded: (receipt: string | null) => void };

/** The end of a session: served, with the reason, or hung up; either gives the receipt. */
export const End = ({ sessionId, onEnded }: Props) => {
  const end = useAct('desk.end');
  const [reason, setReason] = useState<keyof typeof words.reasons>('told');
  const endBy = (how: 'hang-up' | 'finished'): void => {
    void end.mutateAsync({ sessionId, how, reason: how === 'finished' ? reason : null }).then(
      ({ receipt }) => {
        onEnded(receipt);
        announce(words.ended);
      },
      () => {},
    );
  };
  return (
    <>
      <Group data-key="f" align="flex-end">
        <OneOf label={words.reason} of={words.reasons} value={reason} onChange={setReason} />
        <Button onClick={() => endBy('finished')}>{words.finished}</Button>
        <Button variant="default" onClick={() => endBy('hang-up')}>
          {words.hangUp}
        </Button>
      </Group>
      <Refusal of={end.error} />
    </>
  );
};
