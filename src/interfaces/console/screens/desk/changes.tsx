import { Text } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswerOnRecord } from '../../ask.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Line, OneOf } from '../../parts/fields.tsx';
import { words } from './words.ts';

type Told = OutputOf<'desk.changes'>;

const Tells = ({ toldBy }: Pick<Told, 'toldBy'>) =>
  toldBy.length === 0 ? (
    <Text size="sm">{words.toldNowhere}</Text>
  ) : (
    <ol className="steps">
      {toldBy.map(({ way, shown }) => (
        <li key={`${way} ${shown}`}>{words.toldWays[way](shown)}</li>
      ))}
    </ol>
  );

type AddressProps = Pick<Told, 'addresses'> & { readonly sessionId: string };

const Address = ({ sessionId, addresses }: AddressProps) => {
  const [kind, setKind] = useState<keyof typeof words.addressKinds>('postal');
  const [value, setValue] = useState('');
  const [replaces, setReplaces] = useState('');
  const [changed, setChanged] = useState<OutputOf<'desk.changeAddress'> | null>(null);
  const places = { '': words.beside, ...Object.fromEntries(addresses.map((one) => [one.contactId, one.shown])) };
  return (
    <>
      <ActFormThen
        act="desk.changeAddress"
        input={() => ({ sessionId, kind, value, replaces: replaces === '' ? null : replaces })}
        button={words.changeAddress}
        done={words.addressChanged}
        onDone={(answer) => {
          setChanged(answer);
          setValue('');
          setReplaces('');
        }}
      >
        <OneOf label={words.addressKind} of={words.addressKinds} value={kind} onChange={setKind} />
        <Line label={words.newAddress} value={value} onChange={setValue} />
        <OneOf label={words.replaces} of={places} value={replaces} onChange={setReplaces} />
      </ActFormThen>
      <div role="status">
        {changed === null ? null : (
          <>
            <Text mt="sm">
              {words.addressChanged} {changed.ofRecordFrom === null ? '' : words.ofRecordFrom(changed.ofRecordFrom)}
            </Text>
            <Text size="sm">{words.isTold}</Text>
            <Tells toldBy={changed.toldBy} />
          </>
        )}
      </div>
    </>
  );
};

/** Which changes are told to the customer and where, before one is made; the change tells him by itself. */
export const Changes = ({ sessionId }: { readonly sessionId: string }) => {
  const told = useAnswerOnRecord('desk.changes', { sessionId });
  return (
    <Answered of={told}>
      {({ toldOf, toldBy, addresses }) => (
        <>
          <Text size="sm">{words.toldOf(toldOf.map((what) => words.changesTold[what]).join(', '))}</Text>
          <Text size="sm" mt="xs">
            {words.toldAt}
          </Text>
          <Tells toldBy={toldBy} />
          <Address sessionId={sessionId} addresses={addresses} />
        </>
      )}
    </Answered>
  );
};
