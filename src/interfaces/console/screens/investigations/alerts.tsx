import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { usePages } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { More } from '../../parts/more.tsx';
import { Day, dayInWords } from '../../parts/time.tsx';
import { ReadAlert } from './read-alert.tsx';
import type { Alert } from './states.ts';
import { words } from './words.ts';

const columnsOf = (onOpen: (alert: Alert) => void): readonly Column<Alert>[] => [
  {
    label: words.account,
    value: ({ accountRef }) => accountRef,
    show: (alert) => (
      <UnstyledButton
        className="link"
        aria-label={words.readIt(alert.accountRef, dayInWords(alert.day))}
        onClick={() => onOpen(alert)}
      >
        {alert.accountRef}
      </UnstyledButton>
    ),
  },
  { label: words.day, value: ({ day }) => day, show: ({ day }) => <Day of={day} /> },
  plain(words.kind, ({ kind }) => words.kinds[kind]),
  plain(words.score, ({ score }) => Number(score.toFixed(3))),
  plain(words.reasons, ({ codes }) => codes.join(', ')),
];

/** The days of an account, or of all, that were put before a person. */
export const Alerts = ({ accountId }: { readonly accountId: string | null }) => {
  const alerts = usePages('trafficAlerts.list', accountId === null ? {} : { accountId });
  const [open, setOpen] = useState<Alert | null>(null);
  return (
    <>
      <p className="dim">{words.alertsLead}</p>
      <Answered of={alerts}>
        {(items) => (
          <>
            <DataTable
              name={words.alerts}
              rows={items}
              id={({ id }) => id}
              columns={columnsOf(setOpen)}
              empty={words.noAlerts}
            />
            <More of={alerts} />
          </>
        )}
      </Answered>
      {open === null ? null : <ReadAlert of={open} onClose={() => setOpen(null)} />}
    </>
  );
};
