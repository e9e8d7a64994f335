import { PasswordInput } from '@mantine/core';
import { words } from './words.ts';

type Props = {
  readonly label: string;
  readonly description: string | null;
  /** for the browser's keeper of passwords: one that is known, or one that begins now */
  readonly kind: 'current' | 'new';
  readonly value: string;
  readonly onChange: (to: string) => void;
};

/** A password in the place of the one there is. */
export type Changing = { readonly password: string; readonly newPassword: string };

type ChangingProps = { readonly of: Changing; readonly onChange: (to: Changing) => void };

/** The password that there is, and the one in its place. */
export const BothPasswords = ({ of, onChange }: ChangingProps) => (
  <>
    <Password
      label={words.present}
      description={null}
      kind="current"
      value={of.password}
      onChange={(password) => onChange({ ...of, password })}
    />
    <Password
      label={words.newPassword}
      description={null}
      kind="new"
      value={of.newPassword}
      onChange={(newPassword) => onChange({ ...of, newPassword })}
    />
  </>
);

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
