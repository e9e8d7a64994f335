import { Button, Group, Text } from '@mantine/core';
import { announce } from '../parts/announce.tsx';
import { ByPasskey } from './fresh-proof.tsx';
import { Password } from './password-field.tsx';
import { words } from './words.ts';

/** What is shown before an act, as the act takes it: the password; null where a passkey was shown in its place. It serves once, and begins empty. */
export type Proof = string | null;

type Props = { readonly value: Proof; readonly onChange: (to: Proof) => void };

/** What is asked before an act that is one person's alone (operations that are done by `person-again`): the password, or a passkey just before. */
export const ProveAgain = ({ value, onChange }: Props) => {
  if (value === null)
    return (
      <Group gap="xs">
        <Text size="sm">{words.provedForAct}</Text>
        <Button variant="default" size="compact-sm" onClick={() => onChange('')}>
          {words.byPassword}
        </Button>
      </Group>
    );
  const onProved = (): void => {
    onChange(null);
    announce(words.provedForAct);
  };
  return (
    <>
      <Password label={words.again} description={words.why} kind="current" value={value} onChange={onChange} />
      <ByPasskey onProved={onProved} />
    </>
  );
};
