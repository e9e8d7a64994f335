import { Button, Group, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { InputOf, OutputOf } from '../../../client/types.ts';
import { useAnswer, useAsk } from '../../ask.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { OneOf, SomeOf } from '../../parts/fields.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { words } from './words.ts';

type Left = NonNullable<InputOf<'desk.script'>['left']>;
type Script = OutputOf<'desk.script'>;
type Asked = { readonly sessionId: string; readonly versionId: string; readonly left: Left };

const Words = ({ script }: { readonly script: Script }) => (
  <>
    <div className="read-out">
      {script.sentences.map(({ text, leftOut }) =>
        leftOut === null ? (
          <Text key={text}>{text}</Text>
        ) : (
          <Text key={text} size="sm" c="dimmed">
            {words.leftOut}: <s>{text}</s>
          </Text>
        ),
      )}
    </div>
    {script.omissions.map(({ omission, lawful, cite, why }) => (
      <Text key={omission} size="sm">
        <Chip
          tone={lawful ? 'good' : 'bad'}
          words={`${words.omissions[omission]}: ${lawful ? words.mayLeave : words.mayNotLeave}`}
        />{' '}
        {why} [{cite}]
      </Text>
    ))}
  </>
);

const Answer = ({ asked, script, callId }: { asked: Asked; script: Script; callId: string | null }) => {
  const [answer, setAnswer] = useState<keyof typeof words.spoken>('no');
  const [kept, setKept] = useState<keyof typeof words.spoken | null>(null);
  return (
    <>
      <ActFormThen
        act="desk.answerOnce"
        input={() => ({ ...asked, scriptHash: script.scriptHash, answer })}
        button={words.keepAnswer}
        done={({ answer: said }) => words.answered[said]}
        onDone={({ answer: said }) => setKept(said)}
      >
        <OneOf label={words.heSaid} of={words.spoken} value={answer} onChange={setAnswer} />
      </ActFormThen>
      <Text role="status" mt="sm">
        {kept === null ? '' : `${words.answered[kept]} ${kept === 'yes' ? words.forCall(callId ?? '') : ''}`}
      </Text>
    </>
  );
};

type Spoken = { readonly id: string; readonly shown: string };

const Ask = ({ sessionId, callId, of }: { sessionId: string; callId: string | null; of: readonly Spoken[] }) => {
  const ask = useAsk('desk.script');
  const [versionId, setVersionId] = useState(of[0]?.id ?? '');
  const [left, setLeft] = useState<Left>([]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [script, setScript] = useState<Script | null>(null);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const now = { sessionId, versionId, left };
    ask.mutate(now, {
      onSuccess(answer) {
        setAsked(now);
        setScript(answer);
      },
    });
  };
  return (
    <>
      <form onSubmit={send}>
        <OneOf
          label={words.notice}
          of={Object.fromEntries(of.map((one) => [one.id, one.shown]))}
          value={versionId}
          onChange={setVersionId}
        />
        <SomeOf label={words.leaveOut} of={words.omissions} value={left} onChange={(some) => setLeft([...some])} />
        <Refusal of={ask.error} />
        <Group mt="sm" mb="sm">
          <Button type="submit" loading={ask.isPending}>
            {words.showScript}
          </Button>
        </Group>
      </form>
      {script === null ? null : <Words script={script} />}
      {script === null || asked === null ? null : (
        <Answer key={script.scriptHash} asked={asked} script={script} callId={callId} />
      )}
    </>
  );
};

type Props = { readonly sessionId: string; readonly callId: string | null };

/** An offer to hear in this call: the words to read, what may be left out of them, and his answer, which ends with the call. */
export const Offer = ({ sessionId, callId }: Props) => {
  const notices = useAnswer('notices.list', {});
  if (callId === null) return <Text>{words.onlyByTelephone}</Text>;
  return (
    <Answered of={notices}>
      {({ items }) => {
        const spoken = items.filter(({ approvedAt, methods }) => approvedAt !== null && methods.includes('oral'));
        const shown = spoken.map(({ id, language, entities, body }) => ({
          id,
          shown: `${words.languages[language]}: ${entities.map(({ name }) => name).join(', ') || body.slice(0, 60)}`,
        }));
        return shown.length === 0 ? (
          <Text>{words.noSpoken}</Text>
        ) : (
          <Ask sessionId={sessionId} callId={callId} of={shown} />
        );
      }}
    </Answered>
  );
};
