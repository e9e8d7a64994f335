import { Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswerOnRecord } from '../../ask.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Line } from '../../parts/fields.tsx';
import { Day } from '../../parts/time.tsx';
import { words } from './words.ts';

type Notice = NonNullable<OutputOf<'desk.choice'>['notice']>;
type Here = { readonly sessionId: string; readonly onSaved: (number: string) => void };

const saved = ({ number }: OutputOf<'desk.takeNo'>): string => words.choiceSaved(number);

const No = ({ sessionId, onSaved }: Here) => {
  // what could not be saved at the first press counts from it all the same
  const first = useRef<string | null>(null);
  const input = () => {
    const saidAt = first.current;
    first.current ??= new Date().toISOString();
    return saidAt === null ? { sessionId } : { sessionId, saidAt };
  };
  const onDone = ({ number }: OutputOf<'desk.takeNo'>) => {
    first.current = null;
    onSaved(number);
  };
  return (
    <ActFormThen act="desk.takeNo" input={input} button={words.takeNo} done={saved} onDone={onDone}>
      {null}
    </ActFormThen>
  );
};

const Yes = ({ sessionId, versionId, onSaved }: Here & Pick<Notice, 'versionId'>) => {
  const [recording, setRecording] = useState('');
  return (
    <ActFormThen
      act="desk.takeYes"
      input={() => ({ sessionId, versionId, recording })}
      button={words.takeYes}
      done={saved}
      onDone={({ number }) => onSaved(number)}
    >
      <Line label={words.recording} value={recording} onChange={setRecording} />
    </ActFormThen>
  );
};

const Stands = ({ notice: { status, language, body } }: { readonly notice: Notice }) => (
  <>
    <Text>
      {words.choiceStates[status.state]} <Day of={status.on} />
    </Text>
    <Text size="sm" c="dimmed" mt="sm">
      {words.readOut(words.languages[language])}
    </Text>
    <blockquote lang={language} className="read-out">
      {body}
    </blockquote>
  </>
);

/** What he chose before, and who was given his information: told to him alone. */
const OnRecord = ({ record }: Pick<OutputOf<'desk.choice'>, 'record'>) =>
  record === null ? (
    <Text size="sm" c="dimmed" mt="sm">
      {words.recordWaits}
    </Text>
  ) : (
    <section aria-label={words.record}>
      <Title order={3} size="h5" mt="md">
        {words.record}
      </Title>
      <ul>
        {record.items.map(({ at, choice, number }) => (
          <li key={number}>
            {words.spokenBefore[choice]} <Day of={at.slice(0, 10)} />. {words.receipt(number)}
          </li>
        ))}
        {record.given.map(({ at, to }) => (
          <li key={`${at} ${to}`}>
            {words.givenTo(to)} <Day of={at.slice(0, 10)} />
          </li>
        ))}
      </ul>
      {record.items.length + record.given.length === 0 ? <Text size="sm">{words.recordNone}</Text> : null}
    </section>
  );

/** The customer's own choice, taken at his word: where it stands, the words of his notice to read out, his no or his yes, and his record once he is proved. */
export const Choice = ({ sessionId }: { readonly sessionId: string }) => {
  const choice = useAnswerOnRecord('desk.choice', { sessionId });
  const [number, setNumber] = useState<string | null>(null);
  return (
    <Answered of={choice}>
      {({ notice, record }) => (
        <>
          {notice === null ? <Text>{words.noNotice}</Text> : <Stands notice={notice} />}
          <div className="either">
            <No sessionId={sessionId} onSaved={setNumber} />
            {notice === null ? null : <Yes sessionId={sessionId} versionId={notice.versionId} onSaved={setNumber} />}
          </div>
          <Text role="status" mt="sm">
            {number === null ? '' : words.choiceSaved(number)}
          </Text>
          <OnRecord record={record} />
        </>
      )}
    </Answered>
  );
};
