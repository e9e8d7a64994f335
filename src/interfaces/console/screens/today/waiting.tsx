import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../client/types.ts';
import { Chip } from '../../parts/chip.tsx';
import { Moment } from '../../parts/time.tsx';
import { Place } from './place.tsx';
import { words } from './words.ts';

/** Something that waits for a person, as `tasks.list` tells it. */
export type Task = OutputOf<'tasks.list'>['items'][number];

const dayAhead = 24 * 3_600_000;

/** Whether it is due within a day, or was before. */
export const presses = ({ due }: Task, now: number): boolean => due !== null && Date.parse(due) <= now + dayAhead;

const Card = ({ task: { why, due, subject }, tone }: { readonly task: Task; readonly tone: 'bad' | 'warn' }) => (
  <article className="card">
    <Chip tone={tone} words={due === null ? words.waits : words.waitsUntil} />{' '}
    {due === null ? null : <Moment of={due} />}
    <Text fw={600}>{why}</Text>
    <Text size="sm">
      <Place subject={subject} />
    </Text>
  </article>
);

/** So many stand in a column; the others behind a link. */
const most = 4;

type Props = { readonly of: readonly Task[]; readonly tone: 'bad' | 'warn' };

/** What waits for the roles of whoever looks: one sentence each, and where it is done. */
export const Waiting = ({ of, tone }: Props) => (
  <>
    {of.slice(0, most).map((task) => (
      <Card key={task.id} task={task} tone={tone} />
    ))}
    {of.length > most ? (
      <Link to="/tasks" className="link">
        {words.moreTasks(of.length - most)}
      </Link>
    ) : null}
  </>
);
