import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { addressOf, useAnswer } from '../../ask.ts';
import { ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Facts } from '../../parts/facts.tsx';
import { DateField, Line } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { useToday } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import type { Failure } from './states.ts';
import { words } from './words.ts';
import { WriteLetter } from './write-letter.tsx';

const Sent = ({ incidentId }: { readonly incidentId: string }) => {
  const [sentOn, setSentOn] = useState(useToday());
  const [reference, setReference] = useState('');
  return (
    <ActForm
      act="channels.incident.letter"
      input={() => ({ incidentId, sentOn, reference })}
      button={words.sendLetter}
      done={words.sent}
    >
      <DateField label={words.sentOn} value={sentOn} onChange={setSentOn} />
      <Line label={words.letterReference} value={reference} onChange={setReference} />
    </ActForm>
  );
};

/** The letter to the FCC: filled from the record, gaps in amber, written by people, printed, sent. */
export const Letter = ({ failure }: { readonly failure: Failure }) => {
  const letter = useAnswer('channels.incident.showLetter', { incidentId: failure.id });
  const mayPrint = useMay('channels.incident.printLetter');
  return (
    <Answered of={letter}>
      {({ mechanisms, stillWorking, problems, gaps, facts }) => (
        <>
          <Facts
            of={[
              [words.channel, mechanisms.join(', ')],
              [words.alreadyWorks, stillWorking.join(', ') || words.none],
              [words.problem, problems.join(' ')],
            ]}
          />
          {gaps.length === 0 ? null : (
            <Text size="sm" mb="sm">
              <span className="gap">{words.gaps(gaps.map((gap) => words.gapNames[gap] ?? gap).join(', '))}</span>
            </Text>
          )}
          {gaps.length === 0 && mayPrint ? (
            <Anchor href={addressOf('channels.incident.printLetter', { incidentId: failure.id })} target="_blank">
              {words.printLetter}
            </Anchor>
          ) : null}
          {failure.letterSentOn === null ? (
            <>
              <Part title={words.letter}>
                <WriteLetter incidentId={failure.id} facts={facts} />
              </Part>
              <Part title={words.sendLetter}>
                <Sent incidentId={failure.id} />
              </Part>
            </>
          ) : null}
        </>
      )}
    </Answered>
  );
};
