import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Refusal } from '../parts/refusal.tsx';
import { DoorForm } from '../session/door-form.tsx';
import { Entrance } from '../session/entrance.tsx';
import { Password } from '../session/password-field.tsx';
import { Done } from './done.tsx';
import { useAccept, useLook } from './use-link.ts';
import { words } from './words.ts';

type Known = { readonly carriers: readonly { readonly id: string; readonly name: string }[] };

const person = { name: '', email: '', password: '' };
const plain = {
  name: '',
  shortName: '',
  kind: 'interconnected-voip',
  zone: 'America/New_York',
  address: '',
  contact: '',
};
type Text = 'name' | 'shortName' | 'zone' | 'address' | 'contact';
const asked: readonly (readonly [Text, string])[] = [
  ['name', words.carrierName],
  ['shortName', words.shortName],
  ['zone', words.zone],
  ['address', words.address],
  ['contact', words.contact],
];

type Carrier = typeof plain;
const NewCarrier = ({ of, change }: { readonly of: Carrier; readonly change: (to: Carrier) => void }) => (
  <>
    {asked.map(([field, label]) => (
      <TextInput
        key={field}
        label={label}
        required
        withAsterisk={false}
        value={of[field]}
        onChange={(event) => change({ ...of, [field]: event.currentTarget.value })}
      />
    ))}
    <NativeSelect
      label={words.kind}
      data={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
      value={of.kind}
      onChange={(event) => change({ ...of, kind: event.currentTarget.value })}
    />
  </>
);

/** Whoever opens the link that the first start printed becomes the administrator of a carrier that is there or new. */
export const FirstAdministrator = () => {
  const look = useLook<Known>('/v1/first-administrator:look');
  const become = useAccept('/v1/first-administrator');
  const [me, setMe] = useState(person);
  const [carrierId, setCarrierId] = useState('');
  const [fresh, setFresh] = useState(plain);
  if (become.isSuccess) return <Done />;
  const known = look.data;
  if (known === undefined)
    return (
      <Entrance title={words.first} lead={look.error === null ? words.reading : ''}>
        <Refusal of={look.error} />
      </Entrance>
    );
  const carriers = [
    { value: '', label: words.newCarrier },
    ...known.carriers.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <DoorForm
      title={words.first}
      lead={words.firstLead}
      button={words.become}
      does={become}
      given={{ ...me, carrier: carrierId === '' ? fresh : { carrierId } }}
    >
      <TextInput
        label={words.name}
        autoComplete="name"
        required
        withAsterisk={false}
        value={me.name}
        onChange={(event) => setMe({ ...me, name: event.currentTarget.value })}
      />
      <TextInput
        label={words.email}
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={me.email}
        onChange={(event) => setMe({ ...me, email: event.currentTarget.value })}
      />
      <Password
        label={words.newPassword}
        description={null}
        kind="new"
        value={me.password}
        onChange={(password) => setMe({ ...me, password })}
      />
      <NativeSelect
        label={words.carrier}
        data={carriers}
        value={carrierId}
        onChange={(event) => setCarrierId(event.currentTarget.value)}
      />
      {carrierId === '' ? <NewCarrier of={fresh} change={setFresh} /> : null}
    </DoorForm>
  );
};
