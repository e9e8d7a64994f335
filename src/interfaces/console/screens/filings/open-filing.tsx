import { NumberInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Line, Lines, OneOf } from '../../parts/fields.tsx';
import { useToday } from '../../parts/time.tsx';
import { useSession } from '../../session/session.ts';
import { words } from './words.ts';

/** Opens the certification of a year; the companies are those of the profile. */
export const OpenFiling = ({ onClose }: { readonly onClose: () => void }) => {
  const { carrier, name: own } = useSession();
  const navigate = useNavigate();
  const [year, setYear] = useState(Number(useToday().slice(0, 4)) - 1);
  const [fields, setFields] = useState({
    name: own,
    organization: carrier.shortName,
    address: '',
    telephone: '',
    email: '',
    title: '',
  });
  const [capacity, setCapacity] = useState<keyof typeof words.capacities>('company');
  const put = (name: keyof typeof fields) => (to: string) => setFields({ ...fields, [name]: to });
  const input = () => {
    const { title, address, ...rest } = fields;
    const contact = { ...rest, address: address.split('\n').filter((line) => line.trim() !== '') };
    return { year, companies: null, contact, sender: { ...contact, capacity, title } };
  };
  return (
    <Dialog title={words.open} onClose={onClose}>
      <ActFormThen
        act="filings.open"
        input={input}
        button={words.open}
        done={words.opened}
        onDone={({ id }) => void navigate({ to: '/filings/$filingId', params: { filingId: id } })}
      >
        <NumberInput
          label={words.year}
          hideControls
          value={year}
          onChange={(to) => setYear(typeof to === 'number' ? to : year)}
        />
        <Line label={words.name} value={fields.name} onChange={put('name')} />
        <Line label={words.organization} value={fields.organization} onChange={put('organization')} />
        <Lines label={words.address} value={fields.address} onChange={put('address')} />
        <Line label={words.telephone} value={fields.telephone} onChange={put('telephone')} />
        <Line label={words.email} value={fields.email} onChange={put('email')} />
        <OneOf label={words.capacity} of={words.capacities} value={capacity} onChange={setCapacity} />
        <Line label={words.senderTitle} value={fields.title} onChange={put('title')} />
      </ActFormThen>
    </Dialog>
  );
};
