import { Button, Checkbox, Group, Popover, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { type Cell, csvOf, save } from './csv.ts';
import { type Arrangement, useViews, Views } from './views.tsx';
import { words } from './words.ts';

/** A column: what is sorted, filtered and exported, and how it is shown. */
export type Column<T> = {
  readonly label: string;
  readonly value: (row: T) => Cell;
  readonly show: (row: T) => ReactNode;
};

/** A column that shows what it holds. */
export const plain = <T,>(label: string, value: (row: T) => Cell): Column<T> => ({ label, value, show: value });

type Props<T> = {
  readonly name: string;
  readonly rows: readonly T[];
  readonly id: (row: T) => string;
  readonly columns: readonly Column<T>[];
  /** what teaches where there is nothing */
  readonly empty: ReactNode;
};

type Order = Arrangement['order'];

const compare = (a: Cell, b: Cell): number => {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
};

const arranged = <T,>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  filter: string,
  order: Order,
): readonly T[] => {
  const sought = filter.trim().toLowerCase();
  const held = rows.filter((row) =>
    columns.some(({ value }) =>
      String(value(row) ?? '')
        .toLowerCase()
        .includes(sought),
    ),
  );
  const column = columns.find(({ label }) => label === order?.by);
  if (column === undefined || order === null) return held;
  const sorted = held.toSorted((a, b) => compare(column.value(a), column.value(b)));
  return order.direction === 'down' ? sorted.toReversed() : sorted;
};

const Choice = <T,>(props: {
  readonly columns: readonly Column<T>[];
  readonly hidden: readonly string[];
  readonly onChange: (hidden: readonly string[]) => void;
}) => {
  const [open, { toggle, close }] = useDisclosure(false);
  return (
    <Popover opened={open} onDismiss={close} position="bottom-end" shadow="md" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <Button variant="default" size="xs" aria-expanded={open} onClick={toggle}>
          {words.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown
        role="dialog"
        aria-label={words.columns}
        tabIndex={-1}
        // Escape closes this, and not the dialog in which the table stands
        data-mantine-stop-propagation="true"
      >
        <Stack gap="xs">
          {props.columns.map(({ label }) => (
            <Checkbox
              key={label}
              label={label}
              checked={!props.hidden.includes(label)}
              onChange={(event) => {
                const others = props.hidden.filter((name) => name !== label);
                props.onChange(event.currentTarget.checked ? others : [...others, label]);
              }}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
};

const sortOf = (order: Order, label: string): 'ascending' | 'descending' | 'none' => {
  if (order?.by !== label) return 'none';
  return order.direction === 'down' ? 'descending' : 'ascending';
};

// pressed once more, the same column turns around
const turned = (order: Order, label: string): 'up' | 'down' =>
  order?.by === label && order.direction === 'up' ? 'down' : 'up';

const arrows = { ascending: '↑', descending: '↓', none: '' } as const;

// up and down go from row to row by the first thing in it that takes the focus
const step = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const row = (event.target as HTMLElement).closest('[role=row]');
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  const target = next?.querySelector<HTMLElement>('a, button');
  if (target === null || target === undefined) return;
  event.preventDefault();
  target.focus();
};

type GridProps<T> = Pick<Props<T>, 'name' | 'rows' | 'id' | 'columns'> & {
  readonly order: Order;
  readonly onSort: (order: Order) => void;
};

// the roles are said, for on a narrow screen the rows are no table to the browser
const Grid = <T,>({ name, rows, id, columns, order, onSort }: GridProps<T>) => (
  // biome-ignore-start lint/a11y/noRedundantRoles: laid out as blocks the table would lose its meaning
  <table className="grid" role="table" aria-label={name}>
    <thead role="rowgroup">
      <tr role="row">
        {columns.map(({ label }) => (
          <th key={label} role="columnheader" scope="col" aria-sort={sortOf(order, label)}>
            <UnstyledButton className="sort" onClick={() => onSort({ by: label, direction: turned(order, label) })}>
              {label} <span aria-hidden="true">{arrows[sortOf(order, label)]}</span>
            </UnstyledButton>
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup" onKeyDown={step}>
      {rows.map((row) => (
        <tr role="row" key={id(row)}>
          {columns.map(({ label, show }) => (
            <td role="cell" key={label}>
              <span className="cell-label" aria-hidden="true">
                {label}
              </span>
              <span>{show(row)}</span>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
  // biome-ignore-end lint/a11y/noRedundantRoles: see above
);

const asItIs: Arrangement = { hidden: [], order: null };

/** A table with filter (`/`), order, choice of columns, views that a person keeps, and export of what is shown. */
export const DataTable = <T,>({ name, rows, id, columns, empty }: Props<T>) => {
  const [filter, setFilter] = useState('');
  const { ofTable, kept, opening } = useViews(name);
  const [chosen, setChosen] = useState<Arrangement | null>(null);
  const arrangement = chosen ?? opening ?? asItIs;
  const { hidden, order } = arrangement;
  const put = (some: Partial<Arrangement>): void => setChosen({ hidden, order, ...some });
  if (rows.length === 0) return <div className="empty">{empty}</div>;
  const shown = arranged(rows, columns, filter, order);
  const visible = columns.filter(({ label }) => !hidden.includes(label));
  const exported = (): void => {
    const head = visible.map(({ label }) => label);
    save(
      `${name}.csv`,
      'text/csv',
      csvOf(
        head,
        shown.map((row) => visible.map(({ value }) => value(row))),
      ),
    );
  };
  return (
    <>
      <Group gap="xs" mb="xs" className="table-tools">
        <TextInput
          size="xs"
          data-filter
          aria-label={`${words.filter}: ${name}`}
          placeholder={words.filter}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed" role="status">
          {words.rows(shown.length, rows.length)}
        </Text>
        <Group gap="xs" ml="auto">
          <Views ofTable={ofTable} kept={kept} shown={arrangement} onChoose={setChosen} />
          <Choice columns={columns} hidden={hidden} onChange={(to) => put({ hidden: [...to] })} />
          <Button variant="default" size="xs" onClick={exported}>
            {words.exportCsv}
          </Button>
        </Group>
      </Group>
      {shown.length === 0 ? (
        <Text>{words.nothing}</Text>
      ) : (
        <Grid name={name} rows={shown} id={id} columns={visible} order={order} onSort={(to) => put({ order: to })} />
      )}
    </>
  );
};
