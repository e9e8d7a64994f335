import { Button, Group, PasswordInput, Text } from '@mantine/core';
import { useState } from 'react';
import { problems } from '../../../kernel/problem.ts';
import { useProve } from './session.ts';
import { words } from './words.ts';

/** Where an act wants a fresh proof, the refusal asks for it; then the act is done again. No form of its own: it may stand in one. */
export const FreshProof = () => {
  const prove = useProve();
  const [password, setPassword] = useState('');
  if (prove.isSuccess) return <Text size="sm">{words.proved}</Text>;
  return (
    <Group align="flex-end">
      <PasswordInput
        label={words.again}
        autoComplete="current-password"
        miw={220}
        error={prove.error === null ? null : problems['wrong-password'].title}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button variant="default" loading={prove.isPending} onClick={() => prove.mutate({ password })}>
        {words.prove}
      </Button>
    </Group>
  );
};
