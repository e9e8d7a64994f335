import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Problem } from '../../../kernel/problem.ts';
import { Refusal } from '../parts/refusal.tsx';
import { Entrance } from './entrance.tsx';
import { useSignIn } from './session.ts';
import { words } from './words.ts';

const wantsCode = (error: Error | null): boolean => error instanceof Problem && error.type === 'second-factor-needed';

/** E-mail and password, and the code of an app where the server asks for one. */
export const SignIn = () => {
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ email, password, code }, { onError: (error) => wantsCode(error) && setCode('') });
  };
  return (
    <Entrance title={words.title} lead={words.lead}>
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
          <PasswordInput
            label={words.password}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {code === null ? null : (
            <TextInput
              label={words.code}
              description={words.codeWhy}
              autoComplete="one-time-code"
              required
              withAsterisk={false}
              data-autofocus
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          )}
          <Refusal of={wantsCode(signIn.error) ? null : signIn.error} />
          <Button type="submit" loading={signIn.isPending}>
            {words.go}
          </Button>
          <Text size="sm" c="dimmed">
            {words.demo} <Anchor href="/">{words.tour}</Anchor>
          </Text>
        </Stack>
      </form>
    </Entrance>
  );
};
