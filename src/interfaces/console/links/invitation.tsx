import { Text } from '@mantine/core';
import { useState } from 'react';
import { Refusal } from '../parts/refusal.tsx';
import { DoorForm } from '../session/door-form.tsx';
import { Entrance } from '../session/entrance.tsx';
import { Password } from '../session/password-field.tsx';
import { Done } from './done.tsx';
import { useAccept, useLook } from './use-link.ts';
import { words } from './words.ts';

type Invited = {
  readonly carrier: string;
  readonly madeBy: string;
  readonly email: string;
  readonly name: string;
  readonly known: boolean;
};

/** An invitation: who invites, and the password by which the person comes in from now on. */
export const Invitation = () => {
  const look = useLook<Invited>('/v1/invitations:look');
  const accept = useAccept('/v1/invitations:accept');
  const [password, setPassword] = useState('');
  if (accept.isSuccess) return <Done />;
  const invited = look.data;
  if (invited === undefined)
    return (
      <Entrance title={words.invitation} lead={look.error === null ? words.reading : ''}>
        <Refusal of={look.error} />
      </Entrance>
    );
  return (
    <DoorForm
      title={words.invitation}
      lead={words.invites(invited.madeBy, invited.carrier)}
      button={words.accept}
      does={accept}
      given={{ password }}
    >
      <Text>
        {invited.name}, {invited.email}
      </Text>
      {invited.known ? <Text size="sm">{words.known}</Text> : null}
      <input type="hidden" autoComplete="username" value={invited.email} readOnly />
      <Password
        label={invited.known ? words.ofYours : words.newPassword}
        description={null}
        kind={invited.known ? 'current' : 'new'}
        value={password}
        onChange={setPassword}
      />
    </DoorForm>
  );
};
