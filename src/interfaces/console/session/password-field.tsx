import { PasswordInput } from '@mantine/core';

type Props = {
  readonly label: string;
  readonly description: string | null;
  /** for the browser's keeper of passwords: one that is known, or one that begins now */
  readonly kind: 'current' | 'new';
  readonly value: string;
  readonly onChange: (to: string) => void;
};

/** A password that must be given. */
export const Password = ({ label, description, kind, value, onChange }: Props) => (
  <PasswordInput
    label={label}
    description={description}
    autoComplete={`${kind}-password`}
    required
    withAsterisk={false}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);
