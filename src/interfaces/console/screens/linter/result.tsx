import { Button, Group, Text } from '@mantine/core';
import { Chip } from '../../parts/chip.tsx';
import { save } from '../../parts/csv.ts';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Part } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print.tsx';
import { countsOf, type Finding, type Linted, placeOf, severityOf } from './states.ts';
import { words } from './words.ts';

const columns: readonly Column<Finding>[] = [
  {
    label: words.grave,
    value: ({ severity }) => words.severities[severity],
    show: (each) => <Chip {...severityOf(each)} />,
  },
  {
    label: words.place,
    value: ({ line, quote }) => (line === null ? words.absent : `${line}: ${quote ?? ''}`),
    show: (each) => (
      <>
        {placeOf(each)}
        {each.quote === null ? null : <q className="quote">{each.quote}</q>}
      </>
    ),
  },
  plain(words.what, ({ message }) => message),
  plain(words.fix, ({ fix }) => fix),
  plain(words.law, ({ cite }) => cite),
  plain(words.code, ({ code }) => code),
];

type Props = { readonly name: string; readonly of: Linted };

/** Every defect with its place, its law and what mends it; to print, and to take along. */
export const Result = ({ name, of: { kind, findings } }: Props) => (
  <Part title={words.resultOf(name)}>
    <Group justify="space-between" mb="xs">
      <Text role="status">
        {words.readAs[kind]} {findings.length === 0 ? words.nothing : countsOf(findings)}
      </Text>
      <Group gap="xs" className="no-print">
        <PrintButton />
        <Button
          variant="default"
          size="xs"
          onClick={() =>
            save(`${name}.findings.json`, 'application/json', JSON.stringify({ file: name, kind, findings }, null, 2))
          }
        >
          {words.download}
        </Button>
      </Group>
    </Group>
    {findings.length === 0 ? null : (
      <DataTable
        name={words.findings}
        rows={findings}
        id={(each) => `${each.row} ${each.line} ${each.quote} ${each.message}`}
        empty={words.nothing}
        columns={columns}
      />
    )}
  </Part>
);
