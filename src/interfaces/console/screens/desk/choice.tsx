import { Text } from '@mantine/core';
import { useState } from 'react';
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

const No = ({ sessionId, onSaved }: Here) => (
  <ActFormThen
    act="desk.takeNo"
    input={() => ({ sessionId })}
    button={words.takeNo}
    done={saved}
    onDone={({ number }) => onSaved(number)}
  >
    {null}
  </ActFormThen>
);

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

/** The customer's own choice, taken at his word: where it stands, the words of his notice to read out, his no or his yes. */
export const Choice = ({ sessionId }: { readonly sessionId: string }) => {
  const choice = useAnswerOnRecord('desk.choice', { sessionId });
  const [number, setNumber] = useState<string | null>(null);
  return (
    <Answered of={choice}>
      {({ notice }) => (
        <>
          {notice === null ? <Text>{words.noNotice}</Text> : <Stands notice={notice} />}
          <div className="either">
            <No sessionId={sessionId} onSaved={setNumber} />
            {notice === null ? null : <Yes sessionId={sessionId} versionId={notice.versionId} onSaved={setNumber} />}
          </div>
          <Text role="status" mt="sm">
            {number === null ? '' : words.choiceSaved(number)}
          </Text>
        </>
      )}
    </Answered>
  );
};
