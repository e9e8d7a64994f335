import { FileInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { DateField, Line, Lines, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Day, useToday } from '../../parts/time.tsx';
import type { Breach } from './states.ts';
import { words } from './words.ts';

const hashOf = async (file: File): Promise<string> => {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

type WritingProps = { readonly value: string; readonly onChange: (hash: string) => void };

// a browser hashes only for a page that came by TLS; without it the person gives the hash
const Writing = ({ value, onChange }: WritingProps) =>
  isSecureContext ? (
    <FileInput
      label={words.writing}
      required
      withAsterisk={false}
      onChange={(file) => void (file === null ? onChange('') : hashOf(file).then(onChange))}
    />
  ) : (
    <TextInput
      label={words.writingHash}
      description={words.noTls}
      required
      withAsterisk={false}
      pattern="[0-9a-f]{64}"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );

const Direct = ({ breachId, today }: { readonly breachId: string; readonly today: string }) => {
  const [kind, setKind] = useState<keyof typeof words.directionKinds>('delay');
  const [agency, setAgency] = useState('');
  const [directedOn, setDirectedOn] = useState(today);
  const [untilDay, setUntilDay] = useState(today);
  const [writingHash, setWritingHash] = useState('');
  return (
    <ActForm
      act="breaches.direct"
      input={() => ({ breachId, kind, agency, directedOn, untilDay, writingHash })}
      button={words.direct}
      done={words.recorded}
    >
      <OneOf label={words.directionKind} of={words.directionKinds} value={kind} onChange={setKind} />
      <Line label={words.agency} value={agency} onChange={setAgency} />
      <DateField label={words.directedOn} value={directedOn} onChange={setDirectedOn} />
      <DateField label={words.untilDay} value={untilDay} onChange={setUntilDay} />
      <Writing value={writingHash} onChange={setWritingHash} />
    </ActForm>
  );
};

const Cooperate = ({ breachId, today }: { readonly breachId: string; readonly today: string }) => {
  const [agency, setAgency] = useState('');
  const [happenedOn, setHappenedOn] = useState(today);
  const [what, setWhat] = useState('');
  return (
    <ActForm
      act="breaches.cooperation"
      input={() => ({ breachId, agency, happenedOn, what })}
      button={words.cooperate}
      done={words.recorded}
    >
      <Line label={words.agency} value={agency} onChange={setAgency} />
      <DateField label={words.happenedOn} value={happenedOn} onChange={setHappenedOn} />
      <Lines label={words.what} value={what} onChange={setWhat} />
    </ActForm>
  );
};

/** What agencies directed in writing, and what was done for them. */
export const Agencies = ({ breach }: { readonly breach: Breach }) => {
  const today = useToday();
  return (
    <>
      {breach.directions.map(({ id, kind, agency, directedOn, untilDay }) => (
        <div key={id} className="sentence">
          <Text>{`${agency}: ${words.directionKinds[kind]}`}</Text>
          <Text size="sm" c="dimmed">
            {words.directedOn} <Day of={directedOn} />, {words.untilDay} <Day of={untilDay} />
          </Text>
        </div>
      ))}
      <Part title={words.direction}>
        <Direct breachId={breach.id} today={today} />
      </Part>
      <Part title={words.cooperation}>
        <Cooperate breachId={breach.id} today={today} />
      </Part>
    </>
  );
};
