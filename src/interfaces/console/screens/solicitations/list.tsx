import { Button } from '@mantine/core';
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
import { words as campaigns } from '../campaigns/words.ts';
import { Propose } from './propose.tsx';
import { audienceInWords, type Listed, requestState } from './states.ts';
import { words } from './words.ts';

const columns: readonly Column<Listed>[] = [
  {
    label: words.proposedAt,
    value: ({ createdAt }) => createdAt,
    show: ({ id, createdAt }) => (
      <Link to="/solicitations/$solicitationId" params={{ solicitationId: id }} className="link">
        <Moment of={createdAt} />
      </Link>
    ),
  },
  { label: words.state, value: (row) => requestState(row).words, show: (row) => <Chip {...requestState(row)} /> },
  plain(words.notice, ({ kind, subject }) => words.noticeOf(words.kinds[kind], subject ?? words.noSubject)),
  plain(words.channel, ({ channel }) => campaigns.channels[channel]),
  plain(words.audience, ({ accountsNamed, notReachedInDays }) => audienceInWords(accountsNamed, notReachedInDays)),
  plain(words.requester, ({ requester }) => requester),
  plain(words.decidedBy, ({ approver }) => approver ?? words.nobody),
];

/** Every proposed request for customers' approval, and the way to propose one. */
export const Solicitations = () => {
  const requests = usePages('solicitations.list', {});
  const may = useMay('solicitations.propose');
  const [proposing, setProposing] = useState(false);
  return (
    <HeadedPage
      title={words.requests}
      lead={words.lead}
      aside={may ? <Button onClick={() => setProposing(true)}>{words.propose}</Button> : null}
    >
      <Answered of={requests}>
        {(items) => (
          <>
            <DataTable name={words.requests} rows={items} id={({ id }) => id} columns={columns} empty={words.none} />
            <More of={requests} />
          </>
        )}
      </Answered>
      {proposing ? <Propose onClose={() => setProposing(false)} /> : null}
    </HeadedPage>
  );
};
