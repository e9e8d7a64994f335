import { Button, Group, Text } from '@mantine/core';
import { useAsk } from '../../ask.ts';
import { MayOnly } from '../../parts/act-form.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Day, Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { words } from './search-words.ts';
import type { Candidate, Found, Request } from './states.ts';

/** Which call a person holds for the one, that it is none, or that nobody has said. */
export type Chosen = Candidate | 'none' | null;

type Source = Found['coverage']['sources'][number];

const sourceColumns = (kept: Found['keptUntil']): readonly Column<Source>[] => [
  plain(words.source, ({ kind, name }) => `${words.kindsOfSource[kind]} ${name}`),
  {
    label: words.state,
    value: ({ state }) => words.states[state],
    show: ({ state }) => <Chip tone={state === 'held' ? 'good' : 'bad'} words={words.states[state]} />,
  },
  plain(words.why, ({ why }) => why),
  {
    label: words.keptUntil,
    value: ({ kind }) => kept[kind],
    show: ({ kind, state }) => (state === 'held' ? <Day of={kept[kind]} /> : '–'),
  },
];

const Coverage = ({ found: { coverage: of, keptUntil } }: { readonly found: Found }) => (
  <Part title={words.coverage}>
    <Text mb="xs">
      <Chip tone={of.complete ? 'good' : 'bad'} words={of.complete ? words.whole : words.gap} />
    </Text>
    <DataTable
      name={words.coverage}
      rows={of.sources}
      id={({ kind, name }) => `${kind} ${name}`}
      columns={sourceColumns(keptUntil)}
      empty={words.gap}
    />
  </Part>
);

const columnsOf = (onChoose: (chosen: Candidate) => void): readonly Column<Candidate>[] => [
  plain(words.rank, ({ rank }) => rank),
  plain(words.reason, ({ reason }) => reason),
  plain(words.from, ({ from }) => from ?? '–'),
  plain(words.to, ({ to }) => to ?? '–'),
  {
    label: words.start,
    value: ({ start }) => start,
    show: ({ start }) => (start === null ? '–' : <Moment of={start} />),
  },
  plain(words.off, ({ secondsOff }) => secondsOff),
  plain(words.outcome, ({ outcome }) => outcome),
  plain(words.attest, ({ attest }) => attest ?? '–'),
  {
    label: words.chosen,
    value: () => null,
    show: (candidate) => (
      <Button size="compact-sm" variant="default" onClick={() => onChoose(candidate)}>
        {words.choose1}
      </Button>
    ),
  },
];

type Props = { readonly of: Request; readonly onChoose: (chosen: Chosen) => void };

const Results = ({ found, onChoose }: { readonly found: Found; readonly onChoose: Props['onChoose'] }) => (
  <>
    <Coverage found={found} />
    <Part title={words.terms}>
      <ul>
        {found.terms.map((term) => (
          <li key={term}>{term}</li>
        ))}
      </ul>
    </Part>
    <Part title={words.candidates}>
      <DataTable
        name={words.candidates}
        rows={found.candidates}
        id={({ ref }) => ref}
        columns={columnsOf(onChoose)}
        empty={words.noCandidates}
      />
      <Group mt="sm">
        <Button variant="default" onClick={() => onChoose('none')}>
          {words.none}
        </Button>
      </Group>
    </Part>
  </>
);

/** First what the records hold of that hour, then the calls that may be it, each with its reason. */
export const Find = ({ of, onChoose }: Props) => {
  const search = useAsk('tracebacks.search');
  const may = useMay('tracebacks.search');
  if (of.state === 'arrived') return <div className="empty">{words.confirmFirst}</div>;
  if (!may) return <MayOnly act="tracebacks.search" button={words.search} />;
  return (
    <>
      <p className="dim">{words.searchLead}</p>
      <Group mb="sm">
        <Button loading={search.isPending} onClick={() => search.mutate({ tracebackId: of.id })}>
          {words.search}
        </Button>
      </Group>
      <Refusal of={search.error} />
      {search.data === undefined ? null : <Results found={search.data} onChoose={onChoose} />}
    </>
  );
};
