import { Anchor, PasswordInput, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { DoorForm, wantsCode } from './door-form.tsx';
import { useSignIn } from './session.ts';
import { words } from './words.ts';

/** E-mail and password, and the code of an app where the server asks for one. */
export const SignIn = () => {
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const asked = code !== null;
  useEffect(() => {
    if (asked) codeField.current?.focus();
  }, [asked]);
  return (
    <DoorForm
      title={words.title}
      lead={words.lead}
      button={words.go}
      does={signIn}
      given={{ email, password, code }}
      onRefused={(error) => wantsCode(error) && setCode('')}
    >
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
          ref={codeField}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      )}
      <Text size="sm" c="dimmed">
        {words.demo} <Anchor href="/">{words.tour}</Anchor>
      </Text>
    </DoorForm>
  );
};
