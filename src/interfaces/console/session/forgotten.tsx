import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Refusal } from '../parts/refusal.tsx';
import { Entrance } from './entrance.tsx';
import { askPerson } from './session.ts';
import { words } from './words.ts';

/** Asks for a link by mail; the answer is the same whether the address is known or not. */
export const Forgotten = ({ onBack }: { readonly onBack: () => void }) => {
  const [email, setEmail] = useState('');
  const ask = useMutation<unknown, Error, string>({
    mutationFn: (to) => askPerson('POST', '/v1/new-passwords', { email: to }),
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    ask.mutate(email);
  };
  return (
    <Entrance title={words.forgottenTitle} lead={words.forgottenLead}>
      <form onSubmit={send}>
        <Stack>
          <TextInput
            label={words.email}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Refusal of={ask.error} />
          <Text size="sm" role="status">
            {ask.isSuccess ? words.linkSent : ''}
          </Text>
          <Button type="submit" loading={ask.isPending}>
            {words.sendLink}
          </Button>
          <Button variant="default" onClick={onBack}>
            {words.back}
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
};
