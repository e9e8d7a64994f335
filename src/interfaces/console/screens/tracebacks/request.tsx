import { Text } from '@mantine/core';
import { ActButton } from '../../parts/act-form.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { isRead, type ReadField } from './asked-call.tsx';
import type { Request } from './states.ts';
import { words } from './words.ts';

type Row = { readonly name: string; readonly read: ReadField | null };

const { fields } = words;

const rowsOf = ({ parsed }: Request): readonly Row[] =>
  Object.entries(fields).map(([name, label]) => {
    const { [name]: value } = parsed;
    return { name: label, read: isRead(value) ? value : null };
  });

const columns: readonly Column<Row>[] = [
  plain(words.field, ({ name }) => name),
  plain(words.read, ({ read }) => read?.value ?? words.notThere),
  {
    label: words.confidence,
    value: ({ read }) => read?.confidence ?? null,
    show: ({ read }) =>
      read === null ? (
        '–'
      ) : (
        <Chip tone={read.confidence === 'sure' ? 'good' : 'warn'} words={words.confidences[read.confidence]} />
      ),
  },
  plain(words.from, ({ read }) => read?.words ?? '–'),
];

type Page = Request['pages'][number];

const pageColumns: readonly Column<Page>[] = [
  plain(words.person, ({ personName }) => personName),
  plain(words.step, ({ step }) => words.steps[step]),
  plain(words.pageState, ({ state }) => words.pageStates[state]),
  { label: words.wanted, value: ({ wanted }) => wanted, show: ({ wanted }) => <Moment of={wanted} /> },
];

/** What came, what was read of it and how surely, and who was called to it. */
export const AsItCame = ({ of }: { readonly of: Request }) => (
  <>
    {of.taken === null ? (
      <ActButton
        act="tracebacks.acknowledge"
        input={() => ({ tracebackId: of.id })}
        button={words.acknowledge}
        done={words.acknowledged}
      />
    ) : (
      <Text>
        {words.takenAt} <Moment of={of.taken} />
      </Text>
    )}
    {of.via === 'form' ? null : (
      <Part title={words.fieldsRead}>
        <DataTable
          name={words.fieldsRead}
          rows={rowsOf(of)}
          id={({ name }) => name}
          columns={columns}
          empty={words.notThere}
        />
      </Part>
    )}
    <Part title={words.original}>
      <pre className="entry">{of.original}</pre>
    </Part>
    <Part title={words.called}>
      <DataTable
        name={words.called}
        rows={of.pages}
        id={({ step, personName }) => `${step} ${personName}`}
        columns={pageColumns}
        empty={words.nobodyCalled}
      />
    </Part>
  </>
);
