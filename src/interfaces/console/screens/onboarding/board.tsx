import { Button, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePages } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { More } from '../../parts/more.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { dateIn, dayInWords, Moment } from '../../parts/time.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { OpenCase } from './open-case.tsx';
import { type Card, type Stage, stageOf } from './states.ts';
import { words } from './words.ts';

/** The columns, in the order of a case's life; a refused one leaves the board. */
const columns: readonly Exclude<Stage, 'refused'>[] = [
  'applied',
  'checking',
  'call-done',
  'decide',
  'live',
  'review-due',
];

const CaseLink = ({ id, applicant }: Pick<Card, 'id' | 'applicant'>) => (
  <Link to="/onboarding/$caseId" params={{ caseId: id }} className="link">
    {applicant}
  </Link>
);

const CaseCard = ({ of }: { readonly of: Card }) => {
  const { zone } = useSession().carrier;
  const facts = [
    of.tier === null ? null : `${words.tier}: ${words.tiers[of.tier]}`,
    of.validUntil === null ? null : words.until(dayInWords(dateIn(of.validUntil, zone))),
    of.accounts === 0 ? null : words.accountsOf(of.accounts),
  ];
  return (
    <li className="card">
      <CaseLink {...of} />
      <Text size="sm" c="dimmed">
        {facts.filter((fact) => fact !== null).join(' · ')}
      </Text>
    </li>
  );
};

const Column = ({ stage, cases }: { readonly stage: Stage; readonly cases: readonly Card[] }) => (
  <section className="board-column">
    <Title order={2} size="h5">
      {words.stages[stage]} <span className="dim">{cases.length}</span>
    </Title>
    <ul>
      {cases.map((one) => (
        <CaseCard key={one.id} of={one} />
      ))}
    </ul>
  </section>
);

const AllCases = ({ cases }: { readonly cases: readonly Card[] }) => (
  <Part title={words.allCases}>
    <DataTable<Card>
      name={words.allCases}
      rows={cases}
      id={({ id }) => id}
      empty={words.noCases}
      columns={[
        { label: words.applicant, value: ({ applicant }) => applicant, show: (one) => <CaseLink {...one} /> },
        { label: words.stage, value: (one) => stageOf(one).words, show: (one) => <Chip {...stageOf(one)} /> },
        { label: words.since, value: ({ opened }) => opened, show: ({ opened }) => <Moment of={opened} /> },
        plain<Card>(words.tier, ({ tier }) => (tier === null ? words.notYet : words.tiers[tier])),
        {
          label: words.validUntil,
          value: ({ validUntil }) => validUntil,
          show: ({ validUntil }) => (validUntil === null ? words.notYet : <Moment of={validUntil} />),
        },
        plain<Card>(words.accounts, ({ accounts }) => accounts),
      ]}
    />
  </Part>
);

/** Every case by where it stands, and the way to open one. */
export const Board = () => {
  const cases = usePages('onboarding.list', { limit: 1000 });
  const mayOpen = useMay('onboarding.open');
  const [opening, setOpening] = useState(false);
  return (
    <HeadedPage
      title={words.board}
      lead={words.lead}
      aside={mayOpen ? <Button onClick={() => setOpening(true)}>{words.open}</Button> : null}
    >
      <Answered of={cases}>
        {(items) => (
          <>
            <div className="board">
              {columns.map((stage) => (
                <Column key={stage} stage={stage} cases={items.filter((one) => one.stage === stage)} />
              ))}
            </div>
            <AllCases cases={items} />
            <More of={cases} />
          </>
        )}
      </Answered>
      {opening ? <OpenCase onClose={() => setOpening(false)} /> : null}
    </HeadedPage>
  );
};
