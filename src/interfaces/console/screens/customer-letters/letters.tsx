import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswerEvery, usePages } from '../../ask.ts';
import { ActButton, ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { DateField, Line } from '../../parts/fields.tsx';
import { More } from '../../parts/more.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { Day, Moment, useToday } from '../../parts/time.tsx';
import { OnTheWay } from './batch.tsx';
import { type Batch, batchStateOf, type Letter, stateOf } from './states.ts';
import { words } from './words.ts';

const Waiting = () => {
  const waiting = usePages('customerLetters.list', { state: 'waiting' });
  return (
    <Part title={words.waits}>
      <Answered of={waiting}>
        {(items) =>
          items.length === 0 ? (
            <div className="empty">{words.nothingWaits}</div>
          ) : (
            <>
              <Text mb="xs">{waiting.more === null ? words.waiting(items.length) : words.moreThan(items.length)}</Text>
              <ActButton
                act="customerLetters.print"
                input={() => ({})}
                button={words.print}
                done={({ letters }) => words.printing(letters)}
              />
            </>
          )
        }
      </Answered>
    </Part>
  );
};

const Returned = () => {
  const [reference, setReference] = useState('');
  const [returnedOn, setReturnedOn] = useState(useToday());
  return (
    <Part title={words.back}>
      <p className="dim">{words.backLead}</p>
      <ActForm
        act="customerLetters.returned"
        input={() => ({ reference, returnedOn })}
        button={words.record}
        done={words.recorded}
      >
        <Line label={words.reference} value={reference} onChange={setReference} />
        <DateField label={words.returnedOn} value={returnedOn} onChange={setReturnedOn} />
      </ActForm>
    </Part>
  );
};

const dayOrNone = (value: string | null) => (value === null ? '–' : <Day of={value} />);

const batchColumns: readonly Column<Batch>[] = [
  { label: words.batch, value: ({ openedAt }) => openedAt, show: ({ openedAt }) => <Moment of={openedAt} /> },
  { label: words.state, value: (one) => batchStateOf(one).words, show: (one) => <Chip {...batchStateOf(one)} /> },
  plain(words.count, ({ letters }) => letters),
  plain(words.opened, ({ openedBy }) => openedBy),
  { label: words.posted, value: ({ postedOn }) => postedOn, show: ({ postedOn }) => dayOrNone(postedOn) },
  plain(words.receipt, ({ receipt }) => receipt ?? '–'),
  plain(words.why, ({ why }) => why ?? '–'),
];

const Batches = () => {
  const batches = useAnswerEvery(2000, 'customerLetters.batches', {}, ({ items }) =>
    items.some(({ state }) => state === 'open'),
  );
  return (
    <Answered of={batches}>
      {({ items }) => (
        <>
          {items
            .filter(({ state }) => state === 'open' || state === 'printed')
            .map((batch) => (
              <OnTheWay key={batch.id} batch={batch} />
            ))}
          <Returned />
          <Part title={words.batches}>
            <DataTable
              name={words.batches}
              rows={items}
              id={({ id }) => id}
              columns={batchColumns}
              empty={words.noBatches}
            />
          </Part>
        </>
      )}
    </Answered>
  );
};

const columns: readonly Column<Letter>[] = [
  {
    label: words.customer,
    value: ({ customer }) => customer,
    show: ({ customer, caseId }) => (
      <Link to="/onboarding/$caseId" params={{ caseId }} className="link">
        {customer}
      </Link>
    ),
  },
  plain(words.concerns, ({ concerns }) => words.concern[concerns]),
  { label: words.wanted, value: ({ wantedAt }) => wantedAt, show: ({ wantedAt }) => <Moment of={wantedAt} /> },
  { label: words.state, value: (one) => stateOf(one).words, show: (one) => <Chip {...stateOf(one)} /> },
  plain(words.reference, ({ reference }) => reference ?? '–'),
  {
    label: words.returnedOn,
    value: ({ returnedOn }) => returnedOn,
    show: ({ returnedOn }) => dayOrNone(returnedOn),
  },
];

const All = () => {
  const letters = usePages('customerLetters.list', {});
  return (
    <Part title={words.all}>
      <Answered of={letters}>
        {(items) => (
          <>
            <DataTable name={words.all} rows={items} id={({ id }) => id} columns={columns} empty={words.none} />
            <More of={letters} />
          </>
        )}
      </Answered>
    </Part>
  );
};

/** Letters to the customers behind voice accounts: printed, posted by count, and what comes back. */
export const CustomerLetters = () => (
  <HeadedPage title={words.letters} lead={words.says} aside={null}>
    <Waiting />
    <Batches />
    <All />
  </HeadedPage>
);
