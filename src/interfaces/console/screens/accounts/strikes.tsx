import { Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useAnswer, useAnswerOnRecord } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { FindingActs, type Order } from './strike-acts.tsx';
import { type Finding, type Shown, standingOfStrikes, words } from './strike-words.ts';

type Happened = Shown['timeline'][number];
type Notice = Shown['notices'][number];

const signature = (signed: Finding['voided']): string =>
  signed === null ? '–' : words.signedBy(signed.by, signed.reason);

type OneProps = { readonly finding: Finding; readonly standing: Shown['standing']; readonly order: Order };

const One = ({ finding, standing, order }: OneProps) => (
  <Part title={words.finding(finding.number)}>
    <Facts
      of={[
        [words.opened, <Moment key="o" of={finding.opened} />],
        [words.lastCall, <Moment key="l" of={finding.lastCall} />],
        [words.calls, finding.calls],
        [words.warned, finding.warned === null ? words.notWarned : <Moment key="w" of={finding.warned} />],
        [words.voided, signature(finding.voided)],
        [words.exception, signature(finding.exception)],
      ]}
    />
    {finding.voided === null && standing !== 'closed' ? <FindingActs finding={finding} order={order} /> : null}
  </Part>
);

const columns: readonly Column<Happened>[] = [
  { label: words.at, value: ({ at }) => at, show: ({ at }) => <Moment of={at} /> },
  plain(words.what, ({ kind }) => words.kinds[kind]),
  plain(words.consequence, ({ consequence }) => words.consequences[consequence]),
  plain(words.because, ({ why }) => why.reason),
  plain(words.rule, ({ why }) => why.cite),
  plain(words.signer, ({ signer, reason }) => (signer === null ? '–' : words.signedBy(signer, reason ?? ''))),
];

const noticeColumns = (onRead: (noticeId: string) => void): readonly Column<Notice>[] => [
  plain(words.notice, ({ kind }) => words.noticeKinds[kind]),
  plain(words.state, ({ state }) => words.states[state]),
  { label: words.wanted, value: ({ wanted }) => wanted, show: ({ wanted }) => <Moment of={wanted} /> },
  {
    label: words.read,
    value: () => null,
    show: ({ id, kind }) => (
      <UnstyledButton
        className="link"
        aria-label={`${words.read}: ${words.noticeKinds[kind]}`}
        onClick={() => onRead(id)}
      >
        {words.read}
      </UnstyledButton>
    ),
  },
];

const Letter = ({ noticeId, onClose }: { readonly noticeId: string; readonly onClose: () => void }) => {
  const notice = useAnswerOnRecord('strikes.notice', { noticeId });
  return (
    <Dialog title={words.notice} onClose={onClose}>
      <Answered of={notice}>
        {({ subject, text }) => (
          <>
            <Text fw={600}>{subject}</Text>
            <pre className="entry">{text}</pre>
          </>
        )}
      </Answered>
    </Dialog>
  );
};

const Told = ({ notices }: { readonly notices: readonly Notice[] }) => {
  const [reading, setReading] = useState<string | null>(null);
  return (
    <Part title={words.notices}>
      <DataTable
        name={words.notices}
        rows={notices}
        id={({ id }) => id}
        columns={noticeColumns(setReading)}
        empty={words.noNotices}
      />
      {reading === null ? null : <Letter noticeId={reading} onClose={() => setReading(null)} />}
    </Part>
  );
};

const Room = ({ shown }: { readonly shown: Shown }) => (
  <>
    <p className="dim">{words.lead}</p>
    <Text mb="sm">
      <Chip {...standingOfStrikes(shown.standing)} />{' '}
      {shown.closes === null ? null : (
        <>
          {words.closes} <Moment of={shown.closes} />
        </>
      )}
    </Text>
    {shown.waiting === 0 ? null : <Text size="sm">{words.waiting(shown.waiting)}</Text>}
    {shown.findings.length === 0 ? <div className="empty">{words.none}</div> : null}
    {shown.findings.map((finding) => (
      <One
        key={finding.id}
        finding={finding}
        standing={shown.standing}
        order={shown.orderedUpon === finding.id ? 'upon-this' : 'not-upon-this'}
      />
    ))}
    {shown.timeline.length === 0 ? null : (
      <Part title={words.timeline}>
        <DataTable
          name={words.timeline}
          rows={shown.timeline}
          id={({ seq }) => String(seq)}
          columns={columns}
          empty={words.none}
        />
      </Part>
    )}
    {shown.findings.length === 0 ? null : <Told notices={shown.notices} />}
  </>
);

/** One warning, then termination: where an account stands, why, and what may be done. */
export const Strikes = ({ accountId }: { readonly accountId: string }) => {
  const shown = useAnswer('strikes.show', { accountId });
  return <Answered of={shown}>{(data) => <Room shown={data} />}</Answered>;
};
