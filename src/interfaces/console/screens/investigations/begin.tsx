import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Line, Lines, OneOf } from '../../parts/fields.tsx';
import { given } from '../../parts/given.ts';
import { Whose } from './whose.tsx';
import { words } from './words.ts';

/** Calls are looked into that no alert named: a complaint by telephone, a report of another provider. */
export const Begin = ({ onClose }: { readonly onClose: () => void }) => {
  const navigate = useNavigate();
  const [accountId, setAccountId] = useState('');
  const [trigger, setTrigger] = useState<keyof typeof words.triggers>('complaint');
  const [of, setOf] = useState({ reference: '', why: '' });
  return (
    <Dialog title={words.begin} onClose={onClose}>
      <ActFormThen
        act="investigations.open"
        input={() => ({ accountId: given(accountId), trigger, ...of })}
        button={words.begin}
        done={words.begun}
        onDone={({ id }) => void navigate({ to: '/investigations/$investigationId', params: { investigationId: id } })}
      >
        <Whose value={accountId} onChange={setAccountId} />
        <OneOf label={words.cause} of={words.triggers} value={trigger} onChange={setTrigger} />
        <Line label={words.reference} value={of.reference} onChange={(reference) => setOf({ ...of, reference })} />
        <Lines label={words.why} value={of.why} onChange={(why) => setOf({ ...of, why })} />
      </ActFormThen>
    </Dialog>
  );
};
