import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../client/types.ts';
import { Chip } from '../../parts/chip.tsx';
import { Day, dayInWords, Moment } from '../../parts/time.tsx';
import { Why } from '../../parts/why.tsx';
import { type Due, stateOf } from './clocks.ts';
import { Place } from './place.tsx';
import { words } from './words.ts';

/** One thing with a date: its state, the date with its reason, and where it is done. */
export const DueCard = ({ due }: { readonly due: Due }) => (
  <article className="card">
    <Chip {...stateOf(due)} />
    <Text fw={600}>{due.what}</Text>
    <Text size="sm">
      <Day of={due.dueOn} /> <Why clock={due.why} />
    </Text>
    {due.promisedOn === null ? null : <Text size="sm">{words.promised(dayInWords(due.promisedOn))}</Text>}
    {due.toldBefore === null ? null : <Text size="sm">{words.movedFrom(dayInWords(due.toldBefore.dueOn))}</Text>}
    <Text size="sm" c="dimmed">
      {words.whoDoes(due.roles)} <Place subject={due.subject} />
    </Text>
  </article>
);

/** A failure of a way to say no, as `channels.incident.list` tells it. */
export type Failure = OutputOf<'channels.incident.list'>['items'][number];

/** A way to say no that fails now. */
export const FailureCard = ({ failure }: { readonly failure: Failure }) => (
  <article className="card">
    <Chip tone="bad" words={words.failing} />
    <Text fw={600}>{failure.problem}</Text>
    <Text size="sm">
      {words.since} <Moment of={failure.lostFrom} />
      {failure.attempts === null ? '' : `. ${words.tried(failure.attempts)}`}
    </Text>
    <Link to="/incidents/failures/$incidentId" params={{ incidentId: failure.id }} className="link">
      {words.openRoom}
    </Link>
  </article>
);
