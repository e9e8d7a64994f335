import { Button, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Refusal } from '../parts/refusal.tsx';
import { Entrance } from '../session/entrance.tsx';
import { Done } from './done.tsx';
import { useAccept } from './use-link.ts';
import { words } from './words.ts';

/** A forgotten password, set anew by the link that went to the person's address. */
export const NewPassword = () => {
  const set = useAccept('/v1/new-passwords:set');
  const [newPassword, setNewPassword] = useState('');
  if (set.isSuccess) return <Done />;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    set.mutate({ newPassword });
  };
  return (
    <Entrance title={words.password} lead={words.passwordLead}>
      <form onSubmit={send}>
        <Stack>
          <PasswordInput
            label={words.newPassword}
            autoComplete="new-password"
            required
            withAsterisk={false}
            value={newPassword}
            onChange={(event) => setNewPassword(event.currentTarget.value)}
          />
          <Refusal of={set.error} />
          <Button type="submit" loading={set.isPending}>
            {words.set}
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
};
