import { Text } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Line } from '../../parts/fields.tsx';
import { dayInWords } from '../../parts/time.tsx';
import type { Alert } from './states.ts';
import { words } from './words.ts';

type Reason = OutputOf<'trafficAlerts.read'>['reasons'][number];

const Against = ({ of }: { readonly of: readonly Reason[] }) => (
  <ul className="evidence" aria-label={words.against}>
    {of.map(({ code, why, value, threshold, points, calls }) => (
      <li key={code}>
        {why} <span className="dim">{words.measured(value, threshold, points)}</span>
        {calls.length === 0 ? null : (
          <>
            <br />
            {words.sample}: {calls.join(' · ')}
          </>
        )}
      </li>
    ))}
  </ul>
);

type Props = { readonly of: Alert; readonly onClose: () => void };

/** An alert with its reasons in words and sample calls, as it was raised; who read it and why goes on record first. */
export const ReadAlert = ({ of: { id, accountRef, day }, onClose }: Props) => {
  const [reason, setReason] = useState('');
  const [reasons, setReasons] = useState<readonly Reason[] | null>(null);
  return (
    <Dialog title={`${accountRef}, ${dayInWords(day)}`} onClose={onClose}>
      {reasons === null ? (
        <ActFormThen
          act="trafficAlerts.read"
          input={() => ({ alertId: id, purpose: 'fraud-investigation', reason })}
          button={words.read}
          done={words.readDone}
          onDone={(answer) => setReasons(answer.reasons)}
        >
          <Text size="sm" c="dimmed">
            {words.alertsLead}
          </Text>
          <Line label={words.purposeReason} value={reason} onChange={setReason} />
        </ActFormThen>
      ) : (
        <Against of={reasons} />
      )}
    </Dialog>
  );
};
