import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Facts } from '../../parts/facts.tsx';
import { Part } from '../../parts/page.tsx';
import { SentForm } from '../../parts/sent-form.tsx';
import { Moment } from '../../parts/time.tsx';
import { type Own, useOwnAct } from '../../session/own.ts';
import type { Made } from './codes.tsx';
import { words } from './words.ts';

/** The secret of an app that is being set up, as the server shows it once. */
type Enrolled = { readonly secret: string; readonly picture: string };

const Confirm = ({ enrolled, onDone }: { readonly enrolled: Enrolled; readonly onDone: (made: Made) => void }) => {
  const confirm = useOwnAct<Made, string>((code) => ({
    ...{ method: 'POST', path: '/v1/persons/current/app:confirm', body: { code } },
  }));
  const [code, setCode] = useState('');
  return (
    <SentForm
      does={confirm}
      input={() => code}
      variant="default"
      button={words.confirm}
      done={words.confirmed}
      onDone={onDone}
    >
      <Text size="sm">{words.scan}</Text>
      <img src={enrolled.picture} alt={words.picture} width={196} height={196} />
      <Facts of={[[words.secret, <code key="secret">{enrolled.secret}</code>]]} />
      <TextInput
        label={words.code}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        withAsterisk={false}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
    </SentForm>
  );
};

const SetUp = ({ onDone }: { readonly onDone: (enrolled: Enrolled) => void }) => {
  const enrol = useOwnAct<Enrolled, null>(() => ({ method: 'POST', path: '/v1/persons/current/app', body: {} }));
  return (
    <SentForm
      does={enrol}
      input={() => null}
      variant="default"
      button={words.setUp}
      done={words.enrolled}
      onDone={onDone}
    >
      <Text>{words.noApp}</Text>
    </SentForm>
  );
};

const Remove = ({ since, onDone }: { readonly since: string; readonly onDone: () => void }) => {
  const end = useOwnAct<null, null>(() => ({ method: 'DELETE', path: '/v1/persons/current/app', body: null }));
  return (
    <SentForm
      does={end}
      input={() => null}
      variant="default"
      button={words.removeApp}
      done={words.appRemoved}
      onDone={onDone}
    >
      <Text>
        {words.since} <Moment of={since} />
      </Text>
    </SentForm>
  );
};

type Props = { readonly own: Own; readonly onCodes: (codes: readonly string[] | null) => void };

/** The app whose code is asked beside the password: set up, confirmed by its first code, removed. */
export const App = ({ own: { app }, onCodes }: Props) => {
  const [enrolled, setEnrolled] = useState<Enrolled | null>(null);
  const confirmed = ({ recoveryCodes }: Made): void => {
    setEnrolled(null);
    onCodes(recoveryCodes);
  };
  return (
    <Part title={words.app}>
      <p className="dim">{words.appLead}</p>
      {app !== null ? <Remove since={app.since} onDone={() => onCodes(null)} /> : null}
      {app === null && enrolled === null ? <SetUp onDone={setEnrolled} /> : null}
      {app === null && enrolled !== null ? <Confirm enrolled={enrolled} onDone={confirmed} /> : null}
    </Part>
  );
};
