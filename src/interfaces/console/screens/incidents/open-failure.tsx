import { Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Lines, MaybeCount, OneOf } from '../../parts/fields.tsx';
import { MomentField, useNow } from '../../parts/moment-field.tsx';
import { words } from './words.ts';

type Channels = OutputOf<'channels.list'>['items'];

const waysOf = (channels: Channels) =>
  channels
    .filter(({ until }) => until === null)
    .map(({ id, name, kind }) => ({ value: id, label: `${name} (${words.channels[kind] ?? kind})` }));

/** Says that a way to choose failed, before or without the monitor. */
export const OpenFailure = ({ onClose }: { readonly onClose: () => void }) => {
  const navigate = useNavigate();
  const channels = useAnswer('channels.list', {});
  const now = useNow();
  const [channelId, setChannelId] = useState<string | null>(null);
  const [mechanism, setMechanism] = useState<keyof typeof words.mechanisms>('opt-out');
  const [problem, setProblem] = useState('');
  const [lostFrom, setLostFrom] = useState(now);
  const [detectedAt, setDetectedAt] = useState(now);
  const [attempts, setAttempts] = useState<number | null>(null);
  return (
    <Dialog title={words.openFailure} onClose={onClose}>
      <ActFormThen
        act="channels.incident.open"
        input={() => ({
          channelId: channelId ?? '',
          mechanism,
          problem,
          lostFrom,
          detectedAt,
          attempts,
        })}
        button={words.openFailure}
        done={words.recorded}
        onDone={({ id }) => void navigate({ to: '/incidents/failures/$incidentId', params: { incidentId: id } })}
      >
        <Answered of={channels}>
          {({ items }) => (
            <Select
              label={words.channel}
              required
              withAsterisk={false}
              data={waysOf(items)}
              value={channelId}
              onChange={setChannelId}
            />
          )}
        </Answered>
        <OneOf label={words.mechanism} of={words.mechanisms} value={mechanism} onChange={setMechanism} />
        <Lines label={words.problem} value={problem} onChange={setProblem} />
        <MomentField label={words.lostFrom} value={lostFrom} onChange={setLostFrom} />
        <MomentField label={words.detectedAt} value={detectedAt} onChange={setDetectedAt} />
        <MaybeCount label={words.attempts} value={attempts} onChange={setAttempts} />
      </ActFormThen>
    </Dialog>
  );
};
