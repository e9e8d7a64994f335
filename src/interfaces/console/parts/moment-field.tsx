import { NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSession } from '../session/session.ts';
import { instantsOf, localOf, toTheMinute } from './local-instant.ts';
import { momentInWords } from './time.tsx';
import { words } from './words.ts';

type Props = {
  readonly label: string;
  /** an instant (RFC 3339), or empty while the field names none */
  readonly value: string;
  readonly onChange: (instant: string) => void;
};

/** Now by the carrier's clock, to the minute. */
export const useNow = (): string => toTheMinute(useSession().carrier.at);

/** Date and time by the carrier's clock. An hour that is skipped is refused; of one that comes twice a person says which. */
export const MomentField = ({ label, value, onChange }: Props) => {
  const { zone } = useSession().carrier;
  const [local, setLocal] = useState(() => localOf(value, zone));
  const instants = instantsOf(local, zone);
  const skipped = local !== '' && instants.length === 0;
  const change = (event: FormEvent<HTMLInputElement>): void => {
    const to = event.currentTarget.value;
    const [first = '', ...more] = instantsOf(to, zone);
    event.currentTarget.setCustomValidity(to !== '' && first === '' ? words.skippedHour : '');
    setLocal(to);
    onChange(more.length === 0 ? first : '');
  };
  return (
    <>
      <TextInput
        type="datetime-local"
        label={label}
        description={words.zone(zone)}
        required
        withAsterisk={false}
        error={skipped ? words.skippedHour : null}
        value={local}
        onChange={change}
      />
      {instants.length < 2 ? null : (
        <NativeSelect
          label={words.whichHour}
          required
          withAsterisk={false}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          data={[
            { value: '', label: words.choose },
            ...instants.map((instant) => ({ value: instant, label: momentInWords(instant, zone) })),
          ]}
        />
      )}
    </>
  );
};
