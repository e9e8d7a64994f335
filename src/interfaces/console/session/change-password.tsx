import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { DoorForm } from './door-form.tsx';
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
      onRefused={() => {}}
    >
      <PasswordInput
        label={words.present}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <PasswordInput
        label={words.newPassword}
        autoComplete="new-password"
        required
        withAsterisk={false}
        value={newPassword}
        onChange={(event) => setNewPassword(event.currentTarget.value)}
      />
    </DoorForm>
  );
};
