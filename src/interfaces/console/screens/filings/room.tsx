import { Group, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { Day, dayInWords } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { FileIt } from './file-it.tsx';
import { Prepare } from './prepare.tsx';
import { Say } from './say.tsx';
import { See } from './see.tsx';
import { SignIt } from './sign-it.tsx';
import { Statement } from './statement.tsx';
import { type Filing, filingState } from './states.ts';
import { words } from './words.ts';
import { Year } from './year.tsx';

const Room = ({ filing }: { readonly filing: Filing }) => {
  const [at, setAt] = useState('year');
  const { supported, partly, untested, contradicted } = filing.marks;
  return (
    <HeadedPage
      title={words.title(filing.year)}
      lead={words.marksLine(supported, partly, untested, contradicted)}
      aside={<Chip {...filingState(filing.state)} />}
    >
      <Group mb="md" gap="xs">
        <Text className="clock-due">
          {words.due} <Day of={filing.dueOn} />
        </Text>
        {filing.promisedOn === null ? null : <Text c="dimmed">{words.promised(dayInWords(filing.promisedOn))}</Text>}
      </Group>
      <Rooms
        at={at}
        onGo={setAt}
        of={[
          { name: 'year', label: words.steps.year, show: () => <Year filing={filing} /> },
          { name: 'statement', label: words.steps.statement, show: () => <Statement filing={filing} /> },
          { name: 'see', label: words.steps.see, show: () => <See filing={filing} /> },
          { name: 'say', label: words.steps.say, show: () => <Say filing={filing} /> },
          { name: 'prepare', label: words.steps.prepare, show: () => <Prepare filing={filing} /> },
          { name: 'sign', label: words.steps.sign, show: () => <SignIt filing={filing} /> },
          { name: 'file', label: words.steps.file, show: () => <FileIt filing={filing} /> },
          { name: 'timeline', label: words.steps.timeline, show: () => <Timeline subject={`filing:${filing.id}`} /> },
        ]}
      />
    </HeadedPage>
  );
};

/** The certification of one year, step by step. */
export const FilingRoom = () => {
  const { filingId } = useParams({ from: '/filings/$filingId' });
  const filing = useAnswer('filings.show', { filingId });
  return <Answered of={filing}>{(data) => <Room filing={data} />}</Answered>;
};
