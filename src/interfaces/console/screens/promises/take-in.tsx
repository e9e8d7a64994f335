import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Line, Lines } from '../../parts/fields.tsx';
import { words } from './words.ts';

/** Splits the text of a filing into its promises. */
export const TakeIn = ({ onClose }: { readonly onClose: () => void }) => {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  return (
    <Dialog title={words.takeIn} onClose={onClose}>
      <ActFormThen
        act="promises.import"
        input={() => ({ name, text })}
        button={words.takeIn}
        done={words.takenIn}
        onDone={({ id }) => void navigate({ to: '/promises/$filingId', params: { filingId: id } })}
      >
        <Line label={words.textName} value={name} onChange={setName} />
        <Lines label={words.text} value={text} onChange={setText} />
      </ActFormThen>
    </Dialog>
  );
};
