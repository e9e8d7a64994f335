import { Text } from '@mantine/core';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { dayInWords } from '../../parts/time.tsx';
import { useSession } from '../../session/session.ts';
import { Course } from './course.tsx';
import { Manuals } from './manuals.tsx';
import { words } from './words.ts';

type Access = OutputOf<'personnel.access'>;

const tones: Readonly<Record<Access['state'], Tone>> = { open: 'good', grace: 'warn', closed: 'bad' };

const saysOf = ({ state, until, since }: Access): string => {
  if (state === 'open') return words.states.open;
  return state === 'grace' ? words.states.grace(dayInWords(until ?? '')) : words.states.closed(dayInWords(since ?? ''));
};

const Standing = ({ access }: { readonly access: Access }) => (
  <Part title={words.owes}>
    <Text role="status">
      <Chip tone={tones[access.state]} words={saysOf(access)} />
    </Text>
    <ul>
      {access.owes.map(({ duty, dueOn }) => (
        <li key={duty}>{words.dueOn(words.duties[duty], dayInWords(dueOn))}</li>
      ))}
    </ul>
  </Part>
);

/** What a person of the staff owes of the course and the manual, and where he does it. */
export const Training = () => {
  const { id: personId } = useSession();
  const access = useAnswer('personnel.access', { personId });
  return (
    <Answered of={access}>
      {(data) => (
        <HeadedPage title={words.training} lead={words.lead} aside={null}>
          <Standing access={data} />
          <Course />
          <Manuals owed={data.owes.some(({ duty }) => duty === 'manual')} />
        </HeadedPage>
      )}
    </Answered>
  );
};
