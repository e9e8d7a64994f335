import { Button, Group, SegmentedControl, Select, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAct, usePages } from '../../ask.ts';
import { announce } from '../../parts/announce.tsx';
import { Answered } from '../../parts/answered.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { More } from '../../parts/more.tsx';
import { Page } from '../../parts/page.tsx';
import { OnRecord } from '../../parts/record-dialog.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Moment } from '../../parts/time.tsx';
import { Place } from './place.tsx';
import { words } from './words.ts';

type Task = OutputOf<'tasks.list'>['items'][number];
type Outcome = NonNullable<Task['outcome']>;

const outcomes = [
  { value: 'done', label: words.done },
  { value: 'not-needed', label: words.notNeeded },
];

const CloseTask = ({ task, onClose }: { readonly task: Task; readonly onClose: () => void }) => {
  const close = useAct('tasks.close');
  const [outcome, setOutcome] = useState<Outcome>('done');
  const [note, setNote] = useState('');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    close.mutateAsync({ taskId: task.id, outcome, note }).then(
      () => {
        announce(words.closedNow);
        onClose();
      },
      () => {},
    );
  };
  return (
    <Dialog title={words.closeTitle} onClose={onClose}>
      <form onSubmit={send}>
        <Stack>
          <Text size="sm">{task.why}</Text>
          <Select
            label={words.outcome}
            data={outcomes}
            value={outcome}
            allowDeselect={false}
            onChange={(value) => setOutcome(value === 'not-needed' ? 'not-needed' : 'done')}
          />
          <Textarea
            label={words.note}
            description={words.noteHelp}
            required
            withAsterisk={false}
            autosize
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Refusal of={close.error} />
          <Group>
            <Button type="submit" loading={close.isPending}>
              {words.close}
            </Button>
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
};

const columnsOf = (state: 'open' | 'closed', onClose: (task: Task) => void): readonly Column<Task>[] => [
  {
    label: words.why,
    value: ({ why }) => why,
    show: ({ why, subject }) => (
      <>
        {why} <Place subject={subject} />
      </>
    ),
  },
  plain(words.role, ({ role }) => role),
  {
    label: words.due,
    value: ({ due }) => due,
    show: ({ due }) => (due === null ? '–' : <Moment of={due} />),
  },
  { label: words.opened, value: ({ opened }) => opened, show: ({ opened }) => <Moment of={opened} /> },
  {
    label: words.record,
    value: () => null,
    show: ({ id, why }) => <OnRecord record={`task:${id}`} of={why} />,
  },
  state === 'closed'
    ? plain(words.outcome, ({ outcome, note, closer }) => [outcome, note, closer].filter(Boolean).join(' · '))
    : {
        label: words.close,
        value: () => null,
        show: (task) => (
          <Button size="compact-sm" variant="default" onClick={() => onClose(task)}>
            {words.close}
          </Button>
        ),
      },
];

/** Everything that waits for a person, or was done. */
export const Tasks = () => {
  const [state, setState] = useState<'open' | 'closed'>('open');
  const [whose, setWhose] = useState<'mine' | 'all'>('mine');
  const [closing, setClosing] = useState<Task | null>(null);
  const tasks = usePages('tasks.list', { state, whose });
  return (
    <Page title={words.tasks}>
      <Group mb="sm">
        <SegmentedControl
          size="xs"
          value={whose}
          onChange={(value) => setWhose(value === 'all' ? 'all' : 'mine')}
          data={[
            { value: 'mine', label: words.mine },
            { value: 'all', label: words.everyones },
          ]}
        />
        <SegmentedControl
          size="xs"
          value={state}
          onChange={(value) => setState(value === 'closed' ? 'closed' : 'open')}
          data={[
            { value: 'open', label: words.open },
            { value: 'closed', label: words.closed },
          ]}
        />
      </Group>
      <Answered of={tasks}>
        {(items) => (
          <>
            <DataTable
              name={words.tasks}
              rows={items}
              id={({ id }) => id}
              columns={columnsOf(state, setClosing)}
              empty={words.noTasks}
            />
            <More of={tasks} />
          </>
        )}
      </Answered>
      {closing === null ? null : <CloseTask task={closing} onClose={() => setClosing(null)} />}
    </Page>
  );
};
