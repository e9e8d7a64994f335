import { Text } from '@mantine/core';
import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Line, MomentField } from '../../parts/fields.tsx';
import { instantOf, localOf } from '../../parts/local-instant.ts';
import { Moment } from '../../parts/time.tsx';
import { useSession } from '../../session/session.ts';
import { Documents } from './documents.tsx';
import type { Filing } from './states.ts';
import { words } from './words.ts';

const Receive = ({ filingId }: { readonly filingId: string }) => {
  const { carrier } = useSession();
  const [confirmation, setConfirmation] = useState('');
  const [at, setAt] = useState(localOf(carrier.at, carrier.zone));
  return (
    <ActForm
      act="filings.receipt"
      input={() => ({ filingId, confirmation, receivedAt: instantOf(at, carrier.zone) })}
      button={words.receipt}
      done={words.filedDone}
      onDone={() => {}}
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
