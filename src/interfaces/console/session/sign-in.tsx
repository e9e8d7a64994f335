import { Anchor, Button, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Refusal } from '../parts/refusal.tsx';
import { DoorForm, wantsCode } from './door-form.tsx';
import { Forgotten } from './forgotten.tsx';
import { canUsePasskeys, useSignInByPasskey } from './passkey.ts';
import { Password } from './password-field.tsx';
import { useSignIn } from './session.ts';
import { words } from './words.ts';

const ByPasskey = () => {
  const enter = useSignInByPasskey();
  if (!canUsePasskeys()) return null;
  return (
    <>
      <Button variant="default" loading={enter.isPending} onClick={() => enter.mutate()}>
        {words.signInByPasskey}
      </Button>
      <Refusal of={enter.error} />
    </>
  );
};

const Code = ({ value, onChange }: { readonly value: string; readonly onChange: (to: string) => void }) => {
  const field = useRef<HTMLInputElement>(null);
  // it appears because the server asked for it
  useEffect(() => field.current?.focus(), []);
  return (
    <TextInput
      label={words.code}
      description={words.codeWhy}
      autoComplete="one-time-code"
      required
      withAsterisk={false}
      ref={field}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
};

/** E-mail and password, and the code of an app where the server asks for one; or a passkey alone. */
export const SignIn = () => {
  const signIn = useSignIn();
  const [forgotten, setForgotten] = useState(false);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const { error } = signIn;
  useEffect(() => {
    if (wantsCode(error)) setCode((before) => before ?? '');
  }, [error]);
  if (forgotten) return <Forgotten onBack={() => setForgotten(false)} />;
  return (
    <DoorForm title={words.title} lead={words.lead} button={words.go} does={signIn} given={{ email, password, code }}>
      <TextInput
        label={words.email}
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Password label={words.password} description={null} kind="current" value={password} onChange={setPassword} />
      {code === null ? null : <Code value={code} onChange={setCode} />}
      <ByPasskey />
      <UnstyledButton className="link" onClick={() => setForgotten(true)}>
        {words.forgotten}
      </UnstyledButton>
      <Text size="sm" c="dimmed">
        {words.demo} <Anchor href="/">{words.tour}</Anchor>
      </Text>
    </DoorForm>
  );
};
