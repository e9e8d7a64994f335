import { useState } from 'react';
import { DoorForm } from './door-form.tsx';
import { Password } from './password-field.tsx';
import { useChangePassword } from './session.ts';
import { words } from './words.ts';

/** Whoever came with a password that another gave him chooses one of his own before all else. */
export const ChangePassword = () => {
  const change = useChangePassword();
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  return (
    <DoorForm
      title={words.changeTitle}
      lead={words.changeLead}
      button={words.change}
      does={change}
      given={{ password, newPassword }}
    >
      <Password label={words.present} description={null} kind="current" value={password} onChange={setPassword} />
      <Password label={words.newPassword} description={null} kind="new" value={newPassword} onChange={setNewPassword} />
    </DoorForm>
  );
};
