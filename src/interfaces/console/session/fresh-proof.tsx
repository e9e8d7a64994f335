import { Button, Group, NativeSelect, PasswordInput, Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { Problem, problems } from '../../../kernel/problem.ts';
import { useProve } from './session.ts';
import { words } from './words.ts';

const refused = (error: Error | null): string | null => {
  if (!(error instanceof Problem)) return error === null ? null : error.message;
  return error.type === 'wrong-password' ? words.wrongPassword : `${problems[error.type].title}. ${error.facts.fix}`;
};

/** Where an act wants a fresh proof, the refusal asks for it; then the act is done again. No form of its own: it may stand in one. */
export const FreshProof = () => {
  const prove = useProve();
  const [by, setBy] = useState<'password' | 'code'>('password');
  const [shown, setShown] = useState('');
  const [proved, setProved] = useState(false);
  const send = (): void =>
    prove.mutate(by === 'password' ? { password: shown } : { code: shown.trim() }, {
      onSuccess() {
        setShown('');
        prove.reset();
        setProved(true);
      },
    });
  // Enter belongs to this field, not to the form around it, whose act would be refused once more
  const onEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    send();
  };
  if (proved)
    return (
      <Text size="sm" role="status">
        {words.proved}
      </Text>
    );
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
