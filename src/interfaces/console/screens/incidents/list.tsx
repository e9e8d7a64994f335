import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswer, useAnswerWhen } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { Page, Part } from '../../parts/page.tsx';
import { Day, Moment } from '../../parts/time.tsx';
import { Why } from '../../parts/why.tsx';
import { useMay } from '../../session/session.ts';
import { OpenFailure } from './open-failure.tsx';
import { RecordBreach } from './record-breach.tsx';
import { type Breach, breachState, type Failure, failureState, failureTitle } from './states.ts';
import { words } from './words.ts';

const Breaches = () => {
  const may = useMay('breaches.list');
  const breaches = useAnswerWhen(may, 'breaches.list', {});
  if (!may) return null;
  return (
    <Part title={words.breaches}>
      <Answered of={breaches}>
        {({ items }) => (
          <DataTable<Breach>
            name={words.breaches}
            rows={items}
            id={({ id }) => id}
            empty={words.noBreaches}
            columns={[
              {
                label: words.discovered,
                value: ({ discoveredAt }) => discoveredAt,
                show: ({ id, discoveredAt }) => (
                  <Link to="/incidents/breaches/$breachId" params={{ breachId: id }} className="link">
                    <Moment of={discoveredAt} />
                  </Link>
                ),
              },
              {
                label: words.state,
                value: (row) => breachState(row).words,
                show: (row) => <Chip {...breachState(row)} />,
              },
              plain(words.what, ({ circumstances }) => circumstances),
              plain(words.customersCount, ({ customers }) => customers ?? words.intents.unknown),
            ]}
          />
        )}
      </Answered>
    </Part>
  );
};

const Failures = () => {
  const failures = useAnswer('channels.incident.list', {});
  return (
    <Part title={words.failures}>
      <Answered of={failures}>
        {({ items }) => (
          <DataTable<Failure>
            name={words.failures}
            rows={items}
            id={({ id }) => id}
            empty={words.noFailures}
            columns={[
              {
                label: words.what,
                value: failureTitle,
                show: (row) => (
                  <Link to="/incidents/failures/$incidentId" params={{ incidentId: row.id }} className="link">
                    {failureTitle(row)}
                  </Link>
                ),
              },
              {
                label: words.state,
                value: (row) => failureState(row).words,
                show: (row) => <Chip {...failureState(row)} />,
              },
              {
                label: words.detectedAt,
                value: ({ detectedAt }) => detectedAt,
                show: ({ detectedAt }) => <Moment of={detectedAt} />,
              },
              {
                label: words.letterDue,
                value: ({ letter }) => letter.due,
                show: ({ letter }) =>
                  letter.due === null ? (
                    words.none
                  ) : (
                    <>
                      <Day of={letter.due} /> <Why clock={letter} />
                    </>
                  ),
              },
            ]}
          />
        )}
      </Answered>
    </Part>
  );
};

type Opening = 'breach' | 'failure' | null;

/** All that went wrong, the open ones first, and the way to say that something did. */
export const Incidents = () => {
  const [opening, setOpening] = useState<Opening>(null);
  const mayRecord = useMay('breaches.record');
  const mayOpen = useMay('channels.incident.open');
  return (
    <Page title={words.incidents}>
      <Group mb="md">
        {mayRecord ? <Button onClick={() => setOpening('breach')}>{words.recordBreach}</Button> : null}
        {mayOpen ? (
          <Button variant="default" onClick={() => setOpening('failure')}>
            {words.openFailure}
          </Button>
        ) : null}
      </Group>
      <Breaches />
      <Failures />
      {opening === 'breach' ? <RecordBreach onClose={() => setOpening(null)} /> : null}
      {opening === 'failure' ? <OpenFailure onClose={() => setOpening(null)} /> : null}
    </Page>
  );
};
