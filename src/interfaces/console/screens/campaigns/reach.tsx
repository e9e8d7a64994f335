import { Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../client/types.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Day } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { People } from './people.tsx';
import { words } from './words.ts';

/** Whom an approach reaches, as it was asked. */
export type Reached = OutputOf<'campaigns.reach'>;
/** Why somebody is left out. */
export type Reason = Reached['leftOut'][number]['word'];
type Word = Reached['basis'][number]['word'] | Reason;
type PartsProps<T extends Word> = {
  readonly title: string;
  readonly of: readonly (Omit<Reached['basis'][number], 'word'> & { readonly word: T })[];
  /** opens the list behind a number; null where none is to be opened */
  readonly onOpen: ((word: T) => void) | null;
};

const Parts = <T extends Word>({ title, of, onOpen }: PartsProps<T>) => (
  <>
    <Text fw={600} mt="sm">
      {title}
    </Text>
    <ul className="reach">
      {of.map(({ word, count, cites, until }) => (
        <li key={word}>
          {onOpen === null ? (
            <span>{count.toLocaleString('en-US')}</span>
          ) : (
            <UnstyledButton
              className="link"
              aria-label={words.openList(count, words.verdictWords[word])}
              onClick={() => onOpen(word)}
            >
              {count.toLocaleString('en-US')}
            </UnstyledButton>
          )}{' '}
          {words.verdictWords[word]}
          {until === null ? null : (
            <>
              {' '}
              {words.untilThe} <Day of={until} />
            </>
          )}{' '}
          <span className="dim">{cites.join(', ')}</span>
        </li>
      ))}
    </ul>
  </>
);

type Props = {
  readonly of: InputOf<'campaigns.reach'>;
  readonly campaignId: string | null;
  readonly reached: Reached;
};

/** Whom an approach reaches now and whom it leaves out; each number of these opens its list for whoever may see it. */
export const Reach = ({ of, campaignId, reached }: Props) => {
  const { matched, included, excluded, basis, leftOut, says } = reached;
  const [word, setWord] = useState<Reason | null>(null);
  const may = useMay('campaigns.people');
  return (
    <>
      <Text size="lg" fw={650} role="status">
        {words.reached(matched, included)}
      </Text>
      {says.map((one) => (
        <Text key={one} fw={600} className="cost" role="status">
          {one}
        </Text>
      ))}
      <Parts title={words.counted(words.included, included)} of={basis} onOpen={null} />
      <Parts title={words.counted(words.excluded, excluded)} of={leftOut} onOpen={may ? setWord : null} />
      <Text size="sm" c="dimmed">
        {words.audienceLead}
      </Text>
      {word === null ? null : (
        <Dialog title={words.verdictWords[word]} onClose={() => setWord(null)}>
          <People of={of} campaignId={campaignId} word={word} />
        </Dialog>
      )}
    </>
  );
};
