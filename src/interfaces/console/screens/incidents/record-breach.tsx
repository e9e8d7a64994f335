import { Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Classes, type CpniClass } from '../../parts/cpni.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Lines, MaybeCount, OneOf } from '../../parts/fields.tsx';
import { MomentField, useNow } from '../../parts/moment-field.tsx';
import { words } from './words.ts';

/** Says that CPNI may have been seen, used or given away without right; the room opens then. */
export const RecordBreach = ({ onClose }: { readonly onClose: () => void }) => {
  const navigate = useNavigate();
  const [discovered, setDiscovered] = useState(useNow());
  const [intentional, setIntentional] = useState<keyof typeof words.intents>('unknown');
  const [cpni, setCpni] = useState<readonly CpniClass[]>(['call-detail']);
  const [customers, setCustomers] = useState<number | null>(null);
  const [circumstances, setCircumstances] = useState('');
  return (
    <Dialog title={words.recordBreach} onClose={onClose}>
      <ActFormThen
        act="breaches.record"
        input={() => ({
          discoveredAt: discovered,
          intentional,
          cpni: [...cpni],
          customers,
          circumstances,
        })}
        button={words.recordBreach}
        done={words.recorded}
        onDone={({ id }) => void navigate({ to: '/incidents/breaches/$breachId', params: { breachId: id } })}
      >
        <MomentField label={words.discovered} value={discovered} onChange={setDiscovered} />
        <Text size="sm" c="dimmed">
          {words.circumstancesHelp}
        </Text>
        <Lines label={words.circumstances} value={circumstances} onChange={setCircumstances} />
        <Classes label={words.cpni} value={cpni} onChange={setCpni} />
        <MaybeCount label={words.affected} value={customers} onChange={setCustomers} />
        <OneOf label={words.intentional} of={words.intents} value={intentional} onChange={setIntentional} />
      </ActFormThen>
    </Dialog>
  );
};
