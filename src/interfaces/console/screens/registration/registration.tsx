import { Text } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer, useAnswerWhen } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { Day, Moment } from '../../parts/time.tsx';
import { PlanFiled } from '../promises/plan-filed.tsx';
import { WritePlan } from '../promises/plan-write.tsx';
import { Enter } from './enter.tsx';
import { words } from './words.ts';

type Version = OutputOf<'registrations.list'>['items'][number];
type Form = OutputOf<'registrations.form'>;

const fields: readonly Column<Form['fields'][number]>[] = [
  plain(words.field, ({ field }) => field),
  plain(words.value, ({ value }) => value),
  plain(words.law, ({ cite }) => cite),
];

const ToCopy = () => {
  const form = useAnswer('registrations.form', {});
  return (
    <Answered of={form}>
      {({ fields: rows, confirmation }) => (
        <>
          <Text mb="sm">{confirmation === null ? words.notConfirmed : words.confirmed(confirmation)}</Text>
          <DataTable name={words.fields} rows={rows} id={({ field }) => field} columns={fields} empty="" />
        </>
      )}
    </Answered>
  );
};

const versions: readonly Column<Version>[] = [
  plain(words.version, ({ version }) => version),
  { label: words.changedOn, value: ({ changedOn }) => changedOn, show: ({ changedOn }) => <Day of={changedOn} /> },
  plain(words.enteredBy, ({ enteredBy }) => enteredBy),
  { label: words.entered, value: ({ enteredAt }) => enteredAt, show: ({ enteredAt }) => <Moment of={enteredAt} /> },
];

/** The plan at hand, whose sentences and officer a new one begins with. */
const Plan = () => {
  const plans = useAnswer('mitigationPlans.list', {});
  const newest = plans.data?.items[0]?.id;
  const plan = useAnswerWhen(newest !== undefined, 'mitigationPlans.show', { planId: newest ?? '' });
  if (plans.data === undefined || (newest !== undefined && plan.data === undefined)) return null;
  return <WritePlan before={plan.data ?? null} />;
};

const Room = ({ items }: { readonly items: readonly Version[] }) => {
  const [newest] = items;
  const [at, setAt] = useState(newest === undefined ? 'enter' : 'form');
  const { rooms } = words;
  return (
    <Rooms
      at={at}
      onGo={setAt}
      of={[
        {
          name: 'form',
          label: rooms.form,
          show: () => (newest === undefined ? <div className="empty">{words.noVersion}</div> : <ToCopy />),
        },
        {
          name: 'enter',
          label: rooms.enter,
          show: () => <Enter key={newest?.id ?? ''} facts={newest?.facts ?? null} onEntered={() => setAt('form')} />,
        },
        { name: 'plan', label: rooms.plan, show: () => <Plan /> },
        { name: 'filed', label: rooms.filed, show: () => <PlanFiled /> },
        {
          name: 'versions',
          label: rooms.versions,
          show: () => (
            <DataTable
              name={words.rooms.versions}
              rows={items}
              id={({ id }) => id}
              columns={versions}
              empty={words.noVersion}
            />
          ),
        },
      ]}
    />
  );
};

/** What the Robocall Mitigation Database says of the carrier: to copy, to change, and what was filed of it. */
export const Registration = () => {
  const registrations = useAnswer('registrations.list', {});
  return (
    <HeadedPage title={words.registration} lead={words.lead} aside={<PrintButton />}>
      <Answered of={registrations}>{({ items }) => <Room items={items} />}</Answered>
    </HeadedPage>
  );
};
