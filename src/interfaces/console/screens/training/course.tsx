import { Radio, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAct } from '../../ask.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Part } from '../../parts/page.tsx';
import { SentForm } from '../../parts/sent-form.tsx';
import { words } from './words.ts';

type Attempt = OutputOf<'personnel.course.start'>;
type Result = OutputOf<'personnel.course.submit'>;

const Chapters = ({ of }: { readonly of: Attempt['chapters'] }) => (
  <div className="read-out">
    {of.map(({ title, text }) => (
      <section key={title}>
        <Title order={3} size="h5" mt="md">
          {title}
        </Title>
        <Text>{text}</Text>
      </section>
    ))}
  </div>
);

type QuestionsProps = { readonly attempt: Attempt; readonly onDone: (result: Result) => void };

const Questions = ({ attempt: { attemptId, questions }, onDone }: QuestionsProps) => {
  const submit = useAct('personnel.course.submit');
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const answers = Object.entries(given).map(([question, answer]) => ({ question, answer }));
  return (
    <SentForm
      does={submit}
      input={() => ({ attemptId, answers })}
      button={words.submit}
      variant="filled"
      done={saysOf}
      onDone={onDone}
    >
      {questions.map(({ id, asks, options }) => (
        <Radio.Group
          key={id}
          name={id}
          label={asks}
          required
          withAsterisk={false}
          value={given[id] ?? null}
          onChange={(answer) => setGiven((before) => ({ ...before, [id]: answer }))}
        >
          <Stack gap={4} mt={4}>
            {options.map((option) => (
              <Radio key={option} value={option} label={option} required />
            ))}
          </Stack>
        </Radio.Group>
      ))}
    </SentForm>
  );
};

const saysOf = ({ passed, score }: Result): string => (passed ? words.passed(score) : words.failed(score));

/** The built-in course: read, then asked; each try has its own questions. */
export const Course = () => {
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  return (
    <Part title={words.course}>
      <Text size="sm" c="dimmed" mb="xs">
        {words.courseLead}
      </Text>
      <div role="status">{result === null ? null : <Text my="sm">{saysOf(result)}</Text>}</div>
      {attempt === null ? (
        <ActFormThen
          act="personnel.course.start"
          input={() => ({})}
          button={words.start}
          done={words.started}
          onDone={(begun) => {
            setResult(null);
            setAttempt(begun);
          }}
        >
          {null}
        </ActFormThen>
      ) : (
        <>
          <Text size="sm">{words.tryOfDay(attempt.tryOfDay, attempt.passScore)}</Text>
          <Chapters of={attempt.chapters} />
          <Title order={3} size="h5" my="md">
            {words.questions}
          </Title>
          <Questions
            attempt={attempt}
            onDone={(done) => {
              setAttempt(null);
              setResult(done);
            }}
          />
        </>
      )}
    </Part>
  );
};
