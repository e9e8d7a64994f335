import { Button, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Refusal } from '../parts/refusal.tsx';
import { Entrance } from './entrance.tsx';
import { useChangePassword } from './session.ts';
import { words } from './words.ts';

/** Whoever came with a password that another gave him chooses one of his own before all else. */
export const ChangePassword = () => {
  const change = useChangePassword();
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate({ password, newPassword });
  };
  return (
    <Entrance title={words.changeTitle} lead={words.changeLead}>
      <form onSubmit={send}>
        <Stack>
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
          <Refusal of={change.error} />
          <Button type="submit" loading={change.isPending}>
            {words.change}
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
};
