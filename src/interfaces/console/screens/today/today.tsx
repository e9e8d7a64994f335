import { SimpleGrid, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { Day, dateIn, dayInWords } from '../../parts/time.tsx';
import { Why } from '../../parts/why.tsx';
import { useSession } from '../../session/session.ts';
import { type Due, stateOf } from './clocks.ts';
import { words } from './words.ts';

const DueCard = ({ due }: { readonly due: Due }) => (
  <article className="card due">
    <Chip {...stateOf(due)} />
    <Text fw={600}>{due.what}</Text>
    <Text size="sm" c="dimmed">
      {due.subject}
    </Text>
    <Text size="sm">
      <Day of={due.dueOn} /> <Why clock={due.why} />
    </Text>
    {due.toldBefore === null ? null : <Text size="sm">{words.movedFrom(dayInWords(due.toldBefore.dueOn))}</Text>}
  </article>
);

const Column = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="column">
    <Title order={2} size="h4">
      {title}
    </Title>
    {children}
  </section>
);

const Dues = ({ dues, nothing }: { readonly dues: readonly Due[]; readonly nothing: string }) =>
  dues.length === 0 ? <Text c="dimmed">{nothing}</Text> : dues.map((due) => <DueCard key={due.key} due={due} />);

const AllClocks = ({ items }: { readonly items: readonly Due[] }) => (
  <Part title={words.allClocks}>
    <DataTable
      name={words.allClocks}
      rows={items}
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
        plain<Due>(words.subject, ({ subject }) => subject),
        plain<Due>(words.who, ({ roles }) => roles.join(', ')),
      ]}
    />
  </Part>
);

/** What needs a person now, what this week, and everything with a date. */
export const Today = () => {
  const { carrier } = useSession();
  const clocks = useAnswer('clocks.list', {});
  return (
    <HeadedPage
      title={words.today}
      lead={words.lead(dayInWords(dateIn(carrier.at, carrier.zone)), carrier.shortName)}
      aside={null}
    >
      <Answered of={clocks}>
        {({ items }) => (
          <>
            <SimpleGrid cols={{ base: 1, md: 2 }} mb="lg">
              <Column title={words.now}>
                <Dues
                  dues={items.filter(({ state }) => state === 'late' || state === 'today')}
                  nothing={words.nothingNow}
                />
              </Column>
              <Column title={words.thisWeek}>
                <Dues dues={items.filter(({ state }) => state === 'this-week')} nothing={words.nothingThisWeek} />
              </Column>
            </SimpleGrid>
            <AllClocks items={items} />
          </>
        )}
      </Answered>
    </HeadedPage>
  );
};
