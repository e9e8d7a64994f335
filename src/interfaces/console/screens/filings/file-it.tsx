import { Text } from '@mantine/core';
import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Line } from '../../parts/fields.tsx';
import { MomentField, useNow } from '../../parts/moment-field.tsx';
import { Moment } from '../../parts/time.tsx';
import { Documents } from './documents.tsx';
import type { Filing } from './states.ts';
import { words } from './words.ts';

const Receive = ({ filingId }: { readonly filingId: string }) => {
  const [confirmation, setConfirmation] = useState('');
  const [at, setAt] = useState(useNow());
  return (
    <ActForm
      act="filings.receipt"
      input={() => ({ filingId, confirmation, receivedAt: at })}
      button={words.receipt}
      done={words.filedDone}
    >
      <Line label={words.confirmation} value={confirmation} onChange={setConfirmation} />
      <MomentField label={words.receivedAt} value={at} onChange={setAt} />
    </ActForm>
  );
};

/** The packet to file, and the confirmation that closes the clock. */
export const FileIt = ({ filing }: { readonly filing: Filing }) => {
  const { receipt, signature } = filing;
  if (signature === null) return <div className="empty">{words.signFirst}</div>;
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {words.fileLead}
      </Text>
      {receipt === null ? (
        <Receive filingId={filing.id} />
      ) : (
        <Facts
          of={[
            [words.confirmation, receipt.confirmation],
            [words.receivedAt, <Moment key="at" of={receipt.receivedAt} />],
            [words.state, words.early(receipt.lateDays)],
          ]}
        />
      )}
      <Documents filing={filing} />
    </>
  );
};
