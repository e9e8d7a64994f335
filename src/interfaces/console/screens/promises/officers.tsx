import { Select } from '@mantine/core';
import { useAnswerWhen } from '../../ask.ts';
import { useMay } from '../../session/session.ts';

type Props = { readonly label: string; readonly value: string | null; readonly onChange: (to: string | null) => void };

/** One of the officers of the carrier. */
export const Officer = ({ label, value, onChange }: Props) => {
  const members = useAnswerWhen(useMay('members.list'), 'members.list', {});
  const officers = (members.data?.items ?? []).filter(({ roles }) => roles.includes('officer'));
  return (
    <Select
      label={label}
      required
      withAsterisk={false}
      data={officers.map(({ personId, name, title }) => ({ value: personId, label: `${name}, ${title}` }))}
      value={value}
      onChange={onChange}
    />
  );
};
