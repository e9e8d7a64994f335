import { Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswer } from '../../ask.ts';
import { ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { MaybeLines, OneOf } from '../../parts/fields.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { Moment, momentInWords } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { useSession } from '../../session/session.ts';
import { words as campaigns } from '../campaigns/words.ts';
import { audienceInWords, type Request, requestState } from './states.ts';
import { TheWords } from './the-words.tsx';
import { words } from './words.ts';

const Decide = ({ id, contentHash }: Request) => {
  const [verdict, setVerdict] = useState<keyof typeof words.verdicts>('approved');
  const [note, setNote] = useState('');
  return (
    <Part title={words.decide}>
      <p className="dim">{words.decideLead}</p>
      <ActForm
        act="solicitations.decide"
        input={() => ({ solicitationId: id, contentHash, verdict, note })}
        button={words.say}
        done={words.said[verdict]}
      >
        <OneOf label={words.verdict} of={words.verdicts} value={verdict} onChange={setVerdict} />
        <MaybeLines label={words.note} value={note} onChange={setNote} />
      </ActForm>
    </Part>
  );
};

const Accounts = ({ of }: { readonly of: readonly string[] }) => (
  <Part title={words.accountsTitle}>
    <DataTable<string>
      name={words.accountsTitle}
      rows={of}
      id={(account) => account}
      empty={words.all}
      columns={[plain<string>(words.account, (account) => account)]}
    />
  </Part>
);

const Asked = ({ of }: { readonly of: Request }) => {
  const { audience, channel, script, verdict, decidedAt } = of;
  const { accounts, notReachedInDays } = audience;
  return (
    <>
      <Facts
        of={[
          [words.requester, of.requester],
          [words.proposedAt, <Moment key="proposed" of={of.createdAt} />],
          [words.channel, campaigns.channels[channel]],
          [words.script, script],
          [words.audience, audienceInWords(accounts === null ? null : accounts.length, notReachedInDays)],
          [words.hash, <code key="hash">{of.contentHash}</code>],
          [words.decidedBy, of.approver ?? words.nobody],
          ...(decidedAt === null
            ? []
            : ([
                [words.decidedAt, <Moment key="decided" of={decidedAt} />],
                [words.note, of.note === null || of.note === '' ? words.noNote : of.note],
              ] as const)),
        ]}
      />
      <Part title={words.theWords}>
        {verdict === null ? (
          <Text size="sm" c="dimmed">
            {words.wordsLead}
          </Text>
        ) : null}
        {of.words.map(({ versionId }) => (
          <TheWords key={versionId} versionId={versionId} />
        ))}
      </Part>
      {accounts === null ? null : <Accounts of={accounts} />}
      {verdict === null ? <Decide {...of} /> : null}
    </>
  );
};

const Room = ({ of }: { readonly of: Request }) => {
  const { zone } = useSession().carrier;
  const [at, setAt] = useState('request');
  return (
    <HeadedPage
      title={words.requestOf(momentInWords(of.createdAt, zone))}
      lead={words.lead}
      aside={<Chip {...requestState(of)} />}
    >
      <Rooms
        at={at}
        onGo={setAt}
        of={[
          { name: 'request', label: words.request, show: () => <Asked of={of} /> },
          { name: 'timeline', label: words.timeline, show: () => <Timeline subject={`solicitation:${of.id}`} /> },
        ]}
      />
    </HeadedPage>
  );
};

/** One proposed request with the words that it sends, and what the supervisor says of it. */
export const Solicitation = () => {
  const { solicitationId } = useParams({ from: '/solicitations/$solicitationId' });
  const shown = useAnswer('solicitations.show', { solicitationId });
  return <Answered of={shown}>{(data) => <Room of={data} />}</Answered>;
};
