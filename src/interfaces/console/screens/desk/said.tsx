import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { DateField, Line, MaybeLine, OneOf } from '../../parts/fields.tsx';
import { words } from './words.ts';

type Props = { readonly sessionId: string };
type Tried = { readonly held: boolean; readonly triesLeft: number };

const outcome = ({ held, triesLeft }: Tried): string => (held ? words.held : words.notHeld(triesLeft));

/** What the caller says of himself: the system compares, and shows nothing. */
export const SayWho = ({ sessionId }: Props) => {
  const [name, setName] = useState('');
  const [account, setAccount] = useState('');
  return (
    <ActForm act="desk.identify" input={() => ({ sessionId, name, account })} button={words.compare} done={outcome}>
      <Line label={words.name} value={name} onChange={setName} />
      <Line label={words.accountSaid} value={account} onChange={setAccount} />
    </ActForm>
  );
};

/** A call that the caller tells without help: where exactly one is so, that one opens. */
export const Recite = ({ sessionId }: Props) => {
  const [number, setNumber] = useState('');
  const [day, setDay] = useState('');
  const [time, setTime] = useState('');
  const [minutes, setMinutes] = useState('');
  return (
    <ActForm
      act="desk.recite"
      input={() => ({
        ...{ sessionId, number, day },
        time: time === '' ? null : time,
        minutes: minutes === '' ? null : Number.parseInt(minutes, 10),
      })}
      button={words.recite}
      done={(answer) => `${words.reciteOutcomes[answer.outcome]} ${words.triesLeft(answer.triesLeft)}`}
    >
      <Line label={words.number} value={number} onChange={setNumber} />
      <DateField label={words.day} value={day} onChange={setDay} />
      <MaybeLine label={words.time} value={time} onChange={setTime} />
      <MaybeLine label={words.minutes} value={minutes} onChange={setMinutes} />
    </ActForm>
  );
};

/** The photo ID that a visitor shows; none of it is kept. */
export const PhotoId = ({ sessionId }: Props) => {
  const [kind, setKind] = useState<keyof typeof words.idKinds>('driver-license');
  const [name, setName] = useState('');
  const [expiresOn, setExpiresOn] = useState('');
  return (
    <ActForm act="desk.photoId" input={() => ({ sessionId, kind, name, expiresOn })} button={words.see} done={outcome}>
      <OneOf label={words.idKind} of={words.idKinds} value={kind} onChange={setKind} />
      <Line label={words.idName} value={name} onChange={setName} />
      <DateField label={words.idUntil} value={expiresOn} onChange={setExpiresOn} />
    </ActForm>
  );
};

/** What only the customer's own representative may say, while the contract holds. */
export const ByContract = ({ sessionId }: Props) => {
  const [name, setName] = useState('');
  return (
    <ActForm
      act="desk.byContract"
      input={() => ({ sessionId, name })}
      button={words.know}
      done={({ held }) => (held ? words.held : words.notKnown)}
    >
      <Line label={words.contractName} value={name} onChange={setName} />
    </ActForm>
  );
};
