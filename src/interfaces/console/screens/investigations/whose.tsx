import { Select } from '@mantine/core';
import { useAnswerWhen } from '../../ask.ts';
import { useMay } from '../../session/session.ts';
import { words } from './words.ts';

type Props = { readonly value: string; readonly onChange: (to: string) => void };

/** An account of those that are open, or none while it is not known whose calls these are. */
export const Whose = ({ value, onChange }: Props) => {
  const accounts = useAnswerWhen(useMay('accounts.list'), 'accounts.list', { limit: 1000 });
  return (
    <Select
      label={words.whose}
      searchable
      clearable
      placeholder={words.nobody}
      data={(accounts.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={value === '' ? null : value}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
};
