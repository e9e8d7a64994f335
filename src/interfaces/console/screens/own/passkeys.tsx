import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { announce } from '../../parts/announce.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Line } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { SentForm } from '../../parts/sent-form.tsx';
import { Moment } from '../../parts/time.tsx';
import { type Own, useOwnAct } from '../../session/own.ts';
import { canUsePasskeys, useAddPasskey } from '../../session/passkey.ts';
import { words } from './words.ts';

type Passkey = Own['passkeys'][number];

const columnsOf = (onRemove: (passkey: Passkey) => void): readonly Column<Passkey>[] => [
  plain(words.passkey, ({ name }) => name),
  { label: words.since, value: ({ since }) => since, show: ({ since }) => <Moment of={since} /> },
  {
    label: words.lastUsed,
    value: ({ lastUsedAt }) => lastUsedAt,
    show: ({ lastUsedAt }) => (lastUsedAt === null ? words.never : <Moment of={lastUsedAt} />),
  },
  {
    label: words.remove,
    value: () => null,
    show: (passkey) => (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={words.removeNamed(passkey.name)}
        onClick={() => onRemove(passkey)}
      >
        {words.remove}
      </Button>
    ),
  },
];

const Add = () => {
  const add = useAddPasskey();
  const [name, setName] = useState('');
  return (
    <SentForm
      does={add}
      input={() => name}
      variant="default"
      button={words.addPasskey}
      done={words.passkeyAdded}
      onDone={() => setName('')}
    >
      <Line label={words.passkeyName} value={name} onChange={setName} />
    </SentForm>
  );
};

/** The passkeys of a person: added by this device, removed one by one. */
export const Passkeys = ({ own }: { readonly own: Own }) => {
  const remove = useOwnAct<null, string>((id) => ({
    ...{ method: 'DELETE', path: `/v1/persons/current/passkeys/${id}`, body: null },
  }));
  const removeOne = ({ id }: Passkey): void =>
    void remove.mutateAsync(id).then(
      () => announce(words.removed),
      () => {},
    );
  return (
    <Part title={words.passkeys}>
      <p className="dim">{words.passkeysLead}</p>
      <DataTable
        name={words.passkeys}
        rows={own.passkeys}
        id={({ id }) => id}
        columns={columnsOf(removeOne)}
        empty={words.noPasskeys}
      />
      <Refusal of={remove.error} />
      {canUsePasskeys() ? <Add /> : <Text size="sm">{words.cannot}</Text>}
    </Part>
  );
};
