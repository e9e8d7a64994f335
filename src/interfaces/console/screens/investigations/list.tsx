import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePages } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { More } from '../../parts/more.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { Alerts } from './alerts.tsx';
import { Begin } from './begin.tsx';
import { type Investigation, stateOf, whoseOf } from './states.ts';
import { words } from './words.ts';

const columns: readonly Column<Investigation>[] = [
  {
    label: words.account,
    value: whoseOf,
    show: (one) => (
      <Link
        to="/investigations/$investigationId"
        params={{ investigationId: one.id }}
        aria-label={words.openIt(whoseOf(one))}
        className="link"
      >
        {whoseOf(one)}
      </Link>
    ),
  },
  { label: words.state, value: (one) => stateOf(one).words, show: (one) => <Chip {...stateOf(one)} /> },
  plain(words.cause, ({ intakes }) => intakes.map(({ trigger }) => words.triggers[trigger]).join(', ')),
  { label: words.opened, value: ({ openedAt }) => openedAt, show: ({ openedAt }) => <Moment of={openedAt} /> },
  plain(words.closer, ({ closerName }) => closerName ?? words.open),
];

type Of = { readonly accountId: string } | { readonly reference: string } | Record<string, never>;

/** Every investigation, or those of an account or of what gave cause. */
export const InvestigationTable = ({ of }: { readonly of: Of }) => {
  const found = usePages('investigations.list', of);
  return (
    <Answered of={found}>
      {(items) => (
        <>
          <DataTable
            name={words.investigations}
            rows={items}
            id={({ id }) => id}
            columns={columns}
            empty={words.none}
          />
          <More of={found} />
        </>
      )}
    </Answered>
  );
};

/** Calls that are looked into, and the alerts that give cause. */
export const Investigations = () => {
  const may = useMay('investigations.open');
  const mayAlerts = useMay('trafficAlerts.list');
  const [beginning, setBeginning] = useState(false);
  return (
    <HeadedPage
      title={words.investigations}
      lead={words.lead}
      aside={may ? <Button onClick={() => setBeginning(true)}>{words.begin}</Button> : null}
    >
      <InvestigationTable of={{}} />
      {mayAlerts ? (
        <Part title={words.alerts}>
          <Alerts accountId={null} />
        </Part>
      ) : null}
      {beginning ? <Begin onClose={() => setBeginning(false)} /> : null}
    </HeadedPage>
  );
};
