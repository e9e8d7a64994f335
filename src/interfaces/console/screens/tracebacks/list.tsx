import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePages } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { More } from '../../parts/more.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { RuleDue } from './clocks.tsx';
import { EnterRequest, PasteRequest } from './intake.tsx';
import { DoubtfulMails } from './mails.tsx';
import { type Listed, stateOf } from './states.ts';
import { words } from './words.ts';

const columns: readonly Column<Listed>[] = [
  {
    label: words.received,
    value: ({ received }) => received,
    show: ({ id, received }) => (
      <Link to="/tracebacks/$tracebackId" params={{ tracebackId: id }} className="link">
        <Moment of={received} />
      </Link>
    ),
  },
  { label: words.state, value: (one) => stateOf(one).words, show: (one) => <Chip {...stateOf(one)} /> },
  {
    label: words.rule,
    value: ({ clocks }) => clocks.rule.due,
    show: ({ clocks }) => <RuleDue rule={clocks.rule} />,
  },
  {
    label: words.promised,
    value: ({ clocks }) => clocks.promised.due,
    show: ({ clocks }) => <Moment of={clocks.promised.due} />,
  },
  plain(words.outcome, ({ outcome }) => (outcome === null ? words.open : words.outcomes[outcome])),
  plain(words.role, ({ role }) => (role === null ? words.open : words.roles[role])),
];

type Opening = 'paste' | 'form' | null;

/** Every request with its clocks, and the way to take one in. */
export const Tracebacks = () => {
  const requests = usePages('tracebacks.list', {});
  const may = useMay('tracebacks.paste');
  const [opening, setOpening] = useState<Opening>(null);
  const close = (): void => setOpening(null);
  return (
    <HeadedPage
      title={words.tracebacks}
      lead={words.lead}
      aside={
        may ? (
          <Group>
            <Button onClick={() => setOpening('paste')}>{words.paste}</Button>
            <Button variant="default" onClick={() => setOpening('form')}>
              {words.enter}
            </Button>
          </Group>
        ) : null
      }
    >
      <Answered of={requests}>
        {(items) => (
          <>
            <DataTable name={words.tracebacks} rows={items} id={({ id }) => id} columns={columns} empty={words.none} />
            <More of={requests} />
          </>
        )}
      </Answered>
      <DoubtfulMails />
      {opening === 'paste' ? <PasteRequest onClose={close} /> : null}
      {opening === 'form' ? <EnterRequest onClose={close} /> : null}
    </HeadedPage>
  );
};
