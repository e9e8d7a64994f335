import { SimpleGrid, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { Day, dayInWords, useToday } from '../../parts/time.tsx';
import { Why } from '../../parts/why.tsx';
import { carrierNow, useSession } from '../../session/session.ts';
import { DueCard, type Failure, FailureCard } from './cards.tsx';
import { type Due, stateOf } from './clocks.ts';
import { Evidence, Healthy } from './healthy.tsx';
import { Rings } from './rings.tsx';
import { presses, type Task, Waiting } from './waiting.tsx';
import { words } from './words.ts';

const Column = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="column">
    <Title order={2} size="h4">
      {title}
    </Title>
    {children}
  </section>
);

const Dues = ({ dues, nothing }: { readonly dues: readonly Due[]; readonly nothing: string | null }) =>
  dues.length === 0 ? (
    nothing === null ? null : (
      <Text c="dimmed">{nothing}</Text>
    )
  ) : (
    dues.map((due) => <DueCard key={due.key} due={due} />)
  );

const AllClocks = ({ items }: { readonly items: readonly Due[] }) => {
  const [role, setRole] = useState<string | null>(null);
  return (
    <Part title={words.allClocks}>
      <Rings items={items} chosen={role} onChoose={setRole} />
      <DataTable<Due>
        name={words.allClocks}
        rows={items.filter(({ roles }) => role === null || roles.includes(role))}
        id={({ key }) => key}
        empty={words.nothingThisWeek}
        columns={[
          {
            label: words.due,
            value: ({ dueOn }) => dueOn,
            show: (due) => (
              <>
                <Day of={due.dueOn} /> <Why clock={due.why} />
              </>
            ),
          },
          { label: words.state, value: (due) => stateOf(due).words, show: (due) => <Chip {...stateOf(due)} /> },
          plain<Due>(words.what, ({ what }) => what),
          plain<Due>(words.who, ({ roles }) => roles.join(', ')),
          plain<Due>(words.rule, ({ why }) => why.cite),
        ]}
      />
    </Part>
  );
};

type ColumnsProps = {
  readonly items: readonly Due[];
  readonly failures: readonly Failure[];
  readonly tasks: readonly Task[];
};

const Columns = ({ items, failures, tasks }: ColumnsProps) => {
  const at = carrierNow(useSession());
  const failing = failures.filter(({ state }) => state === 'failing');
  const now = items.filter(({ state }) => state === 'late' || state === 'today');
  const week = items.filter(({ state }) => state === 'this-week');
  const pressing = tasks.filter((task) => presses(task, at));
  const waiting = tasks.filter((task) => !presses(task, at));
  return (
    <SimpleGrid cols={{ base: 1, md: 3 }} mb="lg">
      <Column title={words.now}>
        {failing.map((failure) => (
          <FailureCard key={failure.id} failure={failure} />
        ))}
        <Waiting of={pressing} tone="bad" />
        <Dues dues={now} nothing={failing.length + pressing.length === 0 ? words.nothingNow : null} />
      </Column>
      <Column title={words.thisWeek}>
        <Dues dues={week} nothing={waiting.length === 0 ? words.nothingThisWeek : null} />
        <Waiting of={waiting} tone="warn" />
      </Column>
      <Column title={words.healthy}>
        <Healthy items={items} failures={failures} />
      </Column>
    </SimpleGrid>
  );
};

/** What needs a person now, what this week, what is well, and everything with a date. */
export const Today = () => {
  const { carrier } = useSession();
  const clocks = useAnswer('clocks.list', {});
  const incidents = useAnswer('channels.incident.list', {});
  const tasks = useAnswer('tasks.list', { state: 'open', whose: 'mine', limit: 100 });
  return (
    <HeadedPage title={words.today} lead={words.lead(dayInWords(useToday()), carrier.shortName)} aside={null}>
      <Answered of={clocks}>
        {({ items }) => (
          <>
            <Answered of={incidents}>
              {(known) => (
                <Answered of={tasks}>
                  {(waiting) => <Columns items={items} failures={known.items} tasks={waiting.items} />}
                </Answered>
              )}
            </Answered>
            <AllClocks items={items} />
            <Evidence />
          </>
        )}
      </Answered>
    </HeadedPage>
  );
};
