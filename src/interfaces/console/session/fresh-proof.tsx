import { Button, Group, NativeSelect, PasswordInput, Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { Problem, problems } from '../../../kernel/problem.ts';
import { announce } from '../parts/announce.tsx';
import { useHasPasskey } from './own.ts';
import { useProveByPasskey } from './passkey.ts';
import { useProve } from './session.ts';
import { words } from './words.ts';

const refused = (error: Error | null): string | null => {
  if (!(error instanceof Problem)) return error === null ? null : error.message;
  return error.type === 'wrong-password' ? words.wrongPassword : `${problems[error.type].title}. ${error.facts.fix}`;
};

/** The passkey of whoever has one here: one press instead of a password. */
export const ByPasskey = ({ onProved }: { readonly onProved: () => void }) => {
  const prove = useProveByPasskey();
  if (!useHasPasskey()) return null;
  return (
    <Group gap="xs">
      <Button
        variant="default"
        loading={prove.isPending}
        onClick={() => prove.mutate(undefined, { onSuccess: onProved })}
      >
        {words.byPasskey}
      </Button>
      <Text size="sm" c="red" role="alert">
        {refused(prove.error) ?? ''}
      </Text>
    </Group>
  );
};

const BySecret = ({ onProved }: { readonly onProved: () => void }) => {
  const prove = useProve();
  const [by, setBy] = useState<'password' | 'code'>('password');
  const [shown, setShown] = useState('');
  const send = (): void =>
    prove.mutate(by === 'password' ? { password: shown } : { code: shown.trim() }, {
      onSuccess() {
        setShown('');
        prove.reset();
        onProved();
      },
    });
  // Enter belongs to this field, not to the form around it, whose act would be refused once more
  const onEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    send();
  };
  const { [by]: label } = words.proofs;
  const field = { label, value: shown, error: refused(prove.error), onKeyDown: onEnter };
  return (
    <Group align="flex-start">
      <NativeSelect
        label={words.proveBy}
        value={by}
        data={Object.entries(words.proofs).map(([value, name]) => ({ value, label: name }))}
        onChange={(event) => {
          setBy(event.currentTarget.value === 'code' ? 'code' : 'password');
          setShown('');
        }}
      />
      {by === 'password' ? (
        <PasswordInput
          {...field}
          autoComplete="current-password"
          miw={220}
          onChange={(event) => setShown(event.currentTarget.value)}
        />
      ) : (
        <TextInput {...field} autoComplete="one-time-code" onChange={(event) => setShown(event.currentTarget.value)} />
      )}
      <Button variant="default" mt={25} loading={prove.isPending} onClick={send}>
        {words.prove}
      </Button>
    </Group>
  );
};

/** Where an act wants a fresh proof, the refusal asks for it; then the act is done again. No form of its own: it may stand in one. */
export const FreshProof = () => {
  const [proved, setProved] = useState(false);
  const onProved = (): void => {
    setProved(true);
    // the place of what is said stands already: words that come with their place are not heard
    announce(words.proved);
  };
  if (proved) return <Text size="sm">{words.proved}</Text>;
  return (
    <>
      <ByPasskey onProved={onProved} />
      <BySecret onProved={onProved} />
    </>
  );
};
