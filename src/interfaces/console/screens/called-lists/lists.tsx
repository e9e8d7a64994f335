import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { Day, dayInWords, Moment } from '../../parts/time.tsx';
import { ListDialog } from './list.tsx';
import { type List, standingOf } from './states.ts';
import { TakeIn } from './take-in.tsx';
import { words } from './words.ts';

const columnsOf = (onOpen: (list: List) => void): readonly Column<List>[] => [
  {
    label: words.kind,
    value: ({ kind }) => words.kinds[kind],
    show: (list) => (
      <UnstyledButton
        className="link"
        aria-label={words.open(words.kinds[list.kind], dayInWords(list.publishedOn))}
        onClick={() => onOpen(list)}
      >
        {words.kinds[list.kind]}
      </UnstyledButton>
    ),
  },
  {
    label: words.publishedOn,
    value: ({ publishedOn }) => publishedOn,
    show: ({ publishedOn }) => <Day of={publishedOn} />,
  },
  { label: words.standing, value: (one) => standingOf(one).words, show: (one) => <Chip {...standingOf(one)} /> },
  plain(words.numbers, ({ numbers }) => numbers),
  plain(words.areaCodes, ({ areaCodes }) => areaCodes.length),
  { label: words.takenAt, value: ({ takenAt }) => takenAt, show: ({ takenAt }) => <Moment of={takenAt} /> },
  plain(words.takenBy, ({ takenBy }) => takenBy),
];

/** Every list that was taken in, which of them count, and the way to take one in or away. */
export const CalledLists = () => {
  const lists = useAnswer('calledLists.list', {});
  const [openId, setOpen] = useState<string | null>(null);
  return (
    <HeadedPage title={words.lists} lead={words.lead} aside={null}>
      <Answered of={lists}>
        {({ items }) => {
          const open = items.find(({ id }) => id === openId);
          return (
            <>
              <DataTable
                name={words.lists}
                rows={items}
                id={({ id }) => id}
                columns={columnsOf(({ id }) => setOpen(id))}
                empty={words.none}
              />
              {open === undefined ? null : <ListDialog of={open} onClose={() => setOpen(null)} />}
            </>
          );
        }}
      </Answered>
      <TakeIn />
    </HeadedPage>
  );
};
