import { Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { Day, dayInWords, Moment } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { Why } from '../../parts/why.tsx';
import { useMay } from '../../session/session.ts';
import { Letter } from './failure-letter.tsx';
import { Repair } from './failure-repair.tsx';
import { type Failure, failureState, failureTitle } from './states.ts';
import { words } from './words.ts';

const LetterClock = ({ failure }: { readonly failure: Failure }) => (
  <section className="card clock-card">
    <Text size="sm" c="dimmed">
      {words.letterDue}
    </Text>
    {failure.letter.due === null ? (
      <Text size="sm">{words.noLetter}</Text>
    ) : (
      <Text className="clock-due">
        <Day of={failure.letter.due} /> <Why clock={failure.letter} />
      </Text>
    )}
    {failure.letterSentOn === null ? null : (
      <Text size="sm">{words.letterSent(dayInWords(failure.letterSentOn), failure.letterReference ?? '')}</Text>
    )}
  </section>
);

const FailureFacts = ({ failure }: { readonly failure: Failure }) => (
  <Facts
    of={[
      [words.problem, failure.problem],
      [words.lostFrom, <Moment key="from" of={failure.lostFrom} />],
      [words.lostUntil, failure.lostUntil === null ? words.stillLost : <Moment key="until" of={failure.lostUntil} />],
      [words.detectedAt, <Moment key="detected" of={failure.detectedAt} />],
      [words.attempts, failure.attempts ?? words.intents.unknown],
      [words.remedy, failure.remedy ?? words.none],
      [words.repair, failure.repair === null ? words.none : words.repairs[failure.repair]],
    ]}
  />
);

type Tried = OutputOf<'channels.incident.tried'>['items'][number] & { readonly n: number };

const Customers = ({ incidentId }: { readonly incidentId: string }) => {
  const tried = useAnswer('channels.incident.tried', { incidentId });
  return (
    <Part title={words.triedTitle}>
      <Answered of={tried}>
        {({ items }) => (
          <DataTable<Tried>
            name={words.triedTitle}
            rows={items.map((item, n): Tried => ({ ...item, n }))}
            id={({ n }) => String(n)}
            empty={words.nobodyTried}
            columns={[
              { label: words.at, value: ({ at }) => at, show: ({ at }) => <Moment of={at} /> },
              plain(words.triedAccount, ({ account }) => account ?? words.triedNobody),
              plain(words.outcome, ({ outcome }) => words.triedOutcomes[outcome]),
              plain(words.triedReceipt, ({ receipt }) => receipt ?? ''),
            ]}
          />
        )}
      </Answered>
    </Part>
  );
};

type Check = OutputOf<'channels.checks'>['items'][number] & { readonly n: number };

const Affected = ({ failure: { id: incidentId, channelId } }: { readonly failure: Failure }) => {
  const checks = useAnswer('channels.checks', { channelId });
  const mayName = useMay('channels.incident.tried');
  return (
    <>
      {mayName ? <Customers incidentId={incidentId} /> : null}
      <Text size="sm" c="dimmed" mb="xs">
        {words.affectedLead}
      </Text>
      <Answered of={checks}>
        {({ items }) => (
          <DataTable<Check>
            name={words.looks}
            rows={items.map((item, n): Check => ({ ...item, n }))}
            id={({ n }) => String(n)}
            empty={words.noChecks}
            columns={[
              { label: words.at, value: ({ at }) => at, show: ({ at }) => <Moment of={at} /> },
              plain(words.source, ({ source }) => source),
              {
                label: words.outcome,
                value: ({ outcome }) => outcome,
                show: ({ outcome }) => <Chip tone={outcome === 'works' ? 'good' : 'bad'} words={outcome} />,
              },
              plain(words.why, ({ why }) => why),
            ]}
          />
        )}
      </Answered>
    </>
  );
};

const Room = ({ failure }: { readonly failure: Failure }) => {
  const [at, setAt] = useState('facts');
  const subject = `channel-incident:${failure.id}`;
  return (
    <HeadedPage title={failureTitle(failure)} lead={failure.problem} aside={<Chip {...failureState(failure)} />}>
      <LetterClock failure={failure} />
      <Rooms
        at={at}
        onGo={setAt}
        of={[
          { name: 'facts', label: words.facts, show: () => <FailureFacts failure={failure} /> },
          { name: 'affected', label: words.affectedTab, show: () => <Affected failure={failure} /> },
          { name: 'letter', label: words.letter, show: () => <Letter failure={failure} /> },
          { name: 'repair', label: words.repairTab, show: () => <Repair failure={failure} /> },
          { name: 'timeline', label: words.timeline, show: () => <Timeline subject={subject} /> },
        ]}
      />
    </HeadedPage>
  );
};

/** One failure of a way to say no: the letter's clock, and all that is done about it. */
export const FailureRoom = () => {
  const { incidentId } = useParams({ from: '/incidents/failures/$incidentId' });
  const failures = useAnswer('channels.incident.list', {});
  return (
    <Answered of={failures}>
      {({ items }) => {
        const failure = items.find(({ id }) => id === incidentId);
        return failure === undefined ? <Text>{words.noFailures}</Text> : <Room failure={failure} />;
      }}
    </Answered>
  );
};
