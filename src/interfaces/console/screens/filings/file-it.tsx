import { Text } from '@mantine/core';
import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { base64Of } from '../../parts/base64.ts';
import { Facts } from '../../parts/facts.tsx';
import { Line } from '../../parts/fields.tsx';
import { FileField } from '../../parts/file-field.tsx';
import { MomentField, useNow } from '../../parts/moment-field.tsx';
import { Moment } from '../../parts/time.tsx';
import { Documents } from './documents.tsx';
import type { Filing } from './states.ts';
import { words } from './words.ts';

// bytes; what the operation takes, as base64, within its limit
const most = 670_000;

const Receive = ({ filingId }: { readonly filingId: string }) => {
  const [confirmation, setConfirmation] = useState('');
  const [at, setAt] = useState(useNow());
  const [file, setFile] = useState<File | null>(null);
  const [document, setDocument] = useState<string | null>(null);
  const [tooLarge, setTooLarge] = useState('');
  const choose = async (chosen: File | null): Promise<void> => {
    const fits = chosen !== null && chosen.size <= most;
    setTooLarge(chosen === null || fits ? '' : words.tooLarge);
    setDocument(fits ? await base64Of(chosen) : null);
    setFile(fits ? chosen : null);
  };
  return (
    <ActForm
      act="filings.receipt"
      input={() => ({ filingId, confirmation, receivedAt: at, document })}
      button={words.receipt}
      done={words.filedDone}
    >
      <Line label={words.confirmation} value={confirmation} onChange={setConfirmation} />
      <MomentField label={words.receivedAt} value={at} onChange={setAt} />
      <FileField
        label={words.confirmationFile}
        accept="application/pdf"
        value={file}
        onChange={(chosen) => void choose(chosen)}
      />
      <Text size="sm" role="status">
        {tooLarge}
      </Text>
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
