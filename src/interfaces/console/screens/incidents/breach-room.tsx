import { SimpleGrid } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { dateIn, dayInWords } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { useSession } from '../../session/session.ts';
import { Agencies } from './breach-agencies.tsx';
import { BreachClocks } from './breach-clocks.tsx';
import { TellCustomers } from './breach-customers.tsx';
import { BreachFacts } from './breach-facts.tsx';
import { Harm } from './breach-harm.tsx';
import { Report } from './breach-report.tsx';
import { Statements } from './breach-statements.tsx';
import { type Breach, breachState } from './states.ts';
import { words } from './words.ts';

const Room = ({ breach }: { readonly breach: Breach }) => {
  const { carrier } = useSession();
  const [at, setAt] = useState('facts');
  return (
    <HeadedPage
      title={words.breach(dayInWords(dateIn(breach.discoveredAt, carrier.zone)))}
      lead={breach.circumstances}
      aside={<Chip {...breachState(breach)} />}
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} mb="lg">
        <BreachClocks breach={breach} />
      </SimpleGrid>
      <Rooms
        at={at}
        onGo={setAt}
        of={[
          { name: 'facts', label: words.facts, show: () => <BreachFacts breach={breach} /> },
          { name: 'report', label: words.reporting, show: () => <Report breach={breach} /> },
          { name: 'customers', label: words.customers, show: () => <TellCustomers breach={breach} /> },
          { name: 'harm', label: words.harm, show: () => <Harm breach={breach} /> },
          { name: 'agencies', label: words.agencies, show: () => <Agencies breach={breach} /> },
          { name: 'statements', label: words.statements, show: () => <Statements breach={breach} /> },
          { name: 'timeline', label: words.timeline, show: () => <Timeline subject={`breach:${breach.id}`} /> },
        ]}
      />
    </HeadedPage>
  );
};

/** One breach: its clocks side by side, and all that is done about it. */
export const BreachRoom = () => {
  const { breachId } = useParams({ from: '/incidents/breaches/$breachId' });
  const breach = useAnswer('breaches.show', { breachId });
  return <Answered of={breach}>{(data) => <Room breach={data} />}</Answered>;
};
