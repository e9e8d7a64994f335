import { Text } from '@mantine/core';
import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Lines, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import type { Investigation } from './states.ts';
import { words } from './words.ts';

const Release = ({ investigationId }: { readonly investigationId: string }) => {
  const [reason, setReason] = useState('');
  return (
    <Part title={words.release}>
      <ActForm
        act="investigations.release"
        input={() => ({ investigationId, reason })}
        button={words.release}
        done={words.releaseDone}
      >
        <Text size="sm" c="dimmed">
          {words.releaseLead}
        </Text>
        <Lines label={words.closing} value={reason} onChange={setReason} />
      </ActForm>
    </Part>
  );
};

const CloseIt = ({ of }: { readonly of: Investigation }) => {
  const [outcome, setOutcome] = useState<keyof typeof words.outcomes>(of.actions.at(-1)?.kind ?? 'cleared');
  const [closing, setClosing] = useState('');
  return (
    <ActForm
      act="investigations.close"
      input={() => ({ investigationId: of.id, outcome, closing })}
      button={words.close}
      done={words.closeDone}
    >
      <Text size="sm" c="dimmed">
        {words.closeLead}
      </Text>
      <OneOf label={words.outcome} of={words.outcomes} value={outcome} onChange={setOutcome} />
      <Lines label={words.closing} value={closing} onChange={setClosing} />
    </ActForm>
  );
};

/** How an investigation ends: with its outcome and the reason; what it left in force an officer may end. */
export const Close = ({ of }: { readonly of: Investigation }) => {
  const { outcome, closedAt, closerName, closing } = of;
  if (closedAt === null || outcome === null) return <CloseIt of={of} />;
  return (
    <>
      <Facts
        of={[
          [words.outcome, words.outcomes[outcome]],
          [words.closing, closing ?? ''],
          [words.closer, closerName ?? ''],
          [words.done, <Moment key="at" of={closedAt} />],
        ]}
      />
      {outcome === 'suspended' || outcome === 'blocked' ? <Release investigationId={of.id} /> : null}
    </>
  );
};
