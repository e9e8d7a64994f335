import { PasswordInput } from '@mantine/core';
import { words } from './words.ts';

/** What is asked before an act that is one person's alone (operations that are done by `person-again`). */
export const ProveAgain = ({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (to: string) => void;
}) => (
  <PasswordInput
    label={words.again}
    description={words.why}
    autoComplete="current-password"
    required
    withAsterisk={false}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);
