import { useState } from 'react';
import { DoorForm } from '../session/door-form.tsx';
import { Password } from '../session/password-field.tsx';
import { Done } from './done.tsx';
import { useAccept } from './use-link.ts';
import { words } from './words.ts';

/** A forgotten password, set anew by the link that went to the person's address. */
export const NewPassword = () => {
  const set = useAccept('/v1/new-passwords:set');
  const [newPassword, setNewPassword] = useState('');
  if (set.isSuccess) return <Done />;
  return (
    <DoorForm title={words.password} lead={words.passwordLead} button={words.set} does={set} given={{ newPassword }}>
      <Password label={words.newPassword} description={null} kind="new" value={newPassword} onChange={setNewPassword} />
    </DoorForm>
  );
};
