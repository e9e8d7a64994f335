import { Alert, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { Chip } from '../../parts/chip.tsx';
import { type Filing, markOf } from './states.ts';
import { words } from './words.ts';

type Sentence = Filing['sentences'][number];

const Evidence = ({ sentence }: { readonly sentence: Sentence }) => (
  <ul className="evidence">
    {sentence.evidence.map(({ control, because, counts }) => (
      <li key={control}>
        {because}{' '}
        <span className="dim">
          {Object.entries(counts)
            .map(([name, count]) => `${name} ${count}`)
            .join(', ')}
        </span>
      </li>
    ))}
  </ul>
);

const One = ({ sentence }: { readonly sentence: Sentence }) => (
  <article className="sentence sentence-pair">
    <div>
      <Text>{sentence.text}</Text>
      <Text size="sm" c="dimmed">
        {sentence.cites.join(' · ')}
      </Text>
    </div>
    <div>
      <Chip {...markOf(sentence.mark)} />
      <Evidence sentence={sentence} />
    </div>
  </article>
);

const choices = [
  { value: 'all', label: words.filterAll },
  ...Object.entries(words.marks).map(([value, label]) => ({ value, label })),
];

/** The statement, each sentence beside what the records say of it. */
export const Statement = ({ filing }: { readonly filing: Filing }) => {
  const [mark, setMark] = useState('all');
  if (filing.sentences.length === 0) return <div className="empty">{words.notWritten}</div>;
  return (
    <>
      {filing.marks.contradicted === 0 ? null : (
        <Alert color="red" mb="md">
          {words.contradictedLead}
        </Alert>
      )}
      <Select
        label={words.state}
        size="xs"
        maw={260}
        allowDeselect={false}
        data={choices}
        value={mark}
        onChange={(to) => setMark(to ?? 'all')}
      />
      {filing.sentences
        .filter((sentence) => mark === 'all' || sentence.mark === mark)
        .map((sentence) => (
          <One key={sentence.id} sentence={sentence} />
        ))}
    </>
  );
};
