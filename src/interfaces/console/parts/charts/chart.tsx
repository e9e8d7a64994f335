import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { Cell } from '../csv.ts';
import { DataTable, plain } from '../data-table.tsx';
import { Part } from '../page.tsx';
import { words } from './words.ts';

/** What is drawn, each with its colour and its mark: the colour alone says nothing. */
export type Series = { readonly name: string; readonly tone: 'a' | 'b' | 'c' | 'd' };

type TableRow = { readonly id: string; readonly cells: readonly Cell[] };

type Props = {
  readonly title: string;
  /** what the chart shows, in a sentence with its most telling figure */
  readonly says: string;
  readonly series: readonly Series[];
  readonly head: readonly string[];
  readonly rows: readonly TableRow[];
  readonly empty: string;
  readonly children: ReactNode;
};

const Legend = ({ of }: { readonly of: readonly Series[] }) => (
  <ul className="legend" aria-hidden="true">
    {of.map(({ name, tone }) => (
      <li key={name}>
        <span className={`swatch tone-${tone}`} /> {name}
      </li>
    ))}
  </ul>
);

/** A drawing with its table: the drawing is hidden from whoever hears the page, the table says all of it and is exported. */
export const Chart = ({ title, says, series, head, rows, empty, children }: Props) => {
  const [open, { toggle }] = useDisclosure(false);
  if (rows.length === 0)
    return (
      <Part title={title}>
        <div className="empty">{empty}</div>
      </Part>
    );
  return (
    <Part title={title}>
      <Group justify="space-between" mb={4}>
        <Text size="sm">{says}</Text>
        <Button variant="default" size="compact-sm" className="no-print" aria-expanded={open} onClick={toggle}>
          {open ? words.hideTable(title) : words.showTable(title)}
        </Button>
      </Group>
      <div className="chart card" aria-hidden="true">
        {series.length < 2 ? null : <Legend of={series} />}
        {children}
      </div>
      <div className={open ? 'chart-table' : 'chart-table print-only'}>
        <DataTable<TableRow>
          name={title}
          rows={rows}
          id={({ id }) => id}
          empty={empty}
          columns={head.map((label, n) => plain(label, ({ cells }) => cells[n] ?? null))}
        />
      </div>
    </Part>
  );
};
