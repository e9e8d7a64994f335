import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Lines, OneOf } from '../../parts/fields.tsx';
import { MomentField, useNow } from '../../parts/moment-field.tsx';
import { CallFields, callOf, noCall } from './asked-call.tsx';
import { words } from './words.ts';

type Props = { readonly onClose: () => void };
type Again = keyof typeof words.again;

const Repeats = ({ value, onChange }: { readonly value: Again; readonly onChange: (to: Again) => void }) => (
  <OneOf label={words.ifAgain} of={words.again} value={value} onChange={onChange} />
);

const useOpen = () => {
  const navigate = useNavigate();
  return ({ id }: { readonly id: string }): void =>
    void navigate({ to: '/tracebacks/$tracebackId', params: { tracebackId: id } });
};

/** A request as the text of a mail: the whole is kept, and what can be read of it is shown for a person to confirm. */
export const PasteRequest = ({ onClose }: Props) => {
  const open = useOpen();
  const [text, setText] = useState('');
  const [again, setAgain] = useState<Again>('join');
  const [received, setReceived] = useState(useNow());
  return (
    <Dialog title={words.paste} onClose={onClose}>
      <ActFormThen
        act="tracebacks.paste"
        input={() => ({ text, received, again })}
        button={words.take}
        done={({ outcome }) => words.taken[outcome]}
        onDone={open}
      >
        <Lines label={words.text} value={text} onChange={setText} />
        <MomentField label={words.receivedAt} value={received} onChange={setReceived} />
        <Repeats value={again} onChange={setAgain} />
      </ActFormThen>
    </Dialog>
  );
};

/** A request field by field. */
export const EnterRequest = ({ onClose }: Props) => {
  const open = useOpen();
  const [call, setCall] = useState(noCall);
  const [again, setAgain] = useState<Again>('join');
  const [received, setReceived] = useState(useNow());
  return (
    <Dialog title={words.enter} onClose={onClose}>
      <ActFormThen
        act="tracebacks.enter"
        input={() => ({ ...callOf(call), received, again })}
        button={words.take}
        done={({ outcome }) => words.taken[outcome]}
        onDone={open}
      >
        <MomentField label={words.receivedAt} value={received} onChange={setReceived} />
        <CallFields of={call} onChange={setCall} />
        <Repeats value={again} onChange={setAgain} />
      </ActFormThen>
    </Dialog>
  );
};
