import { Text } from '@mantine/core';
import { useState } from 'react';
import { announce } from '../parts/announce.tsx';
import { ByPasskey } from './fresh-proof.tsx';
import { Password } from './password-field.tsx';
import { words } from './words.ts';

type Props = {
  /** empty where a passkey was shown instead: the act then takes null for the password */
  readonly value: string;
  readonly onChange: (to: string) => void;
};

/** What is asked before an act that is one person's alone (operations that are done by `person-again`): the password, or a passkey just before. */
export const ProveAgain = ({ value, onChange }: Props) => {
  const [proved, setProved] = useState(false);
  const onProved = (): void => {
    setProved(true);
    onChange('');
    announce(words.provedForAct);
  };
  if (proved) return <Text size="sm">{words.provedForAct}</Text>;
  return (
    <>
      <Password label={words.again} description={words.why} kind="current" value={value} onChange={onChange} />
      <ByPasskey onProved={onProved} />
    </>
  );
};

/** The password as an act takes it: null where the session proved it just before. */
export const passwordOf = (value: string): string | null => (value === '' ? null : value);
