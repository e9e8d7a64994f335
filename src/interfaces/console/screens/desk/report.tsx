import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { InputOf } from '../../../client/types.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { cpniWords } from '../../parts/cpni.tsx';
import { Lines, SomeOf } from '../../parts/fields.tsx';
import { useMay } from '../../session/session.ts';
import { words } from './words.ts';

type Kinds = InputOf<'desk.report'>['cpni'];

/** Somebody got the caller's information: an incident in his own words, with its room. */
export const Report = ({ sessionId }: { readonly sessionId: string }) => {
  const [cpni, setCpni] = useState<Kinds>([]);
  const [said, setSaid] = useState('');
  const [breachId, setBreachId] = useState<string | null>(null);
  const maySee = useMay('breaches.show');
  return (
    <>
      <Text size="sm" mb="xs">
        {words.reportLead}
      </Text>
      <ActFormThen
        act="desk.report"
        input={() => ({ sessionId, cpni, words: said })}
        button={words.report}
        done={words.reported}
        onDone={(answer) => {
          setBreachId(answer.breachId);
          setSaid('');
        }}
      >
        <SomeOf label={words.reportOf} of={cpniWords} value={cpni} onChange={(kinds) => setCpni([...kinds])} />
        <Lines label={words.callersWords} value={said} onChange={setSaid} />
      </ActFormThen>
      <div role="status">
        {breachId === null ? null : (
          <Text mt="sm">
            {words.reported}{' '}
            {maySee ? (
              <Link to="/incidents/breaches/$breachId" params={{ breachId }} className="link">
                {words.itsRoom}
              </Link>
            ) : null}
          </Text>
        )}
      </div>
    </>
  );
};
