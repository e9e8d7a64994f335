import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer, useAnswerWhen } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { useMay } from '../../session/session.ts';
import { words as filingWords } from '../filings/words.ts';
import { TakeIn } from './take-in.tsx';
import { words } from './words.ts';

type Filed = OutputOf<'promises.list'>['filings'][number];
type Certification = OutputOf<'filings.list'>['items'][number];
type Plan = OutputOf<'mitigationPlans.list'>['items'][number];

type Line = {
  readonly id: string;
  readonly to: '/promises/$filingId' | '/filings/$filingId' | '/plans/$planId';
  readonly name: string;
  readonly kind: keyof typeof words.kinds;
  readonly state: { readonly tone: Tone; readonly words: string };
};

const stateOf = ({ adoptedFrom, endedAt }: Filed): Line['state'] => {
  if (endedAt !== null) return { tone: 'plain', words: words.ended };
  return adoptedFrom === null ? { tone: 'warn', words: words.notAdopted } : { tone: 'good', words: words.adopted };
};

type Read<T> = { readonly data: T | undefined; readonly error: Error | null };

// what a role may not read is no part of its list; what failed is no emptiness
const none: Read<{ readonly items: readonly never[] }> = { data: { items: [] }, error: null };

const linesOf = (filed: readonly Filed[], certifications: readonly Certification[], plans: readonly Plan[]): Line[] => [
  ...certifications.map(({ id, year, state }) => ({
    ...{ id, to: '/filings/$filingId' as const, name: words.certification(year), kind: 'written' as const },
    state: { tone: 'plain' as const, words: filingWords.states[state] },
  })),
  ...plans.map(({ id, version, state }) => ({
    ...{ id, to: '/plans/$planId' as const, name: words.plan(version), kind: 'plan' as const },
    state: { tone: state === 'signed' ? ('good' as const) : ('plain' as const), words: words.planStates[state] },
  })),
  ...filed.map((one) => ({
    ...{ id: one.id, to: '/promises/$filingId' as const, name: one.name, kind: one.kind, state: stateOf(one) },
  })),
];

const To = ({ line: { to, id, name } }: { readonly line: Line }) => {
  if (to === '/plans/$planId')
    return (
      <Link to={to} params={{ planId: id }} className="link">
        {name}
      </Link>
    );
  return (
    <Link to={to} params={{ filingId: id }} className="link">
      {name}
    </Link>
  );
};

const useLines = (): Read<readonly Line[]> => {
  const mayCertifications = useMay('filings.show');
  const mayPlans = useMay('mitigationPlans.list');
  const filed = useAnswer('promises.list', {});
  const askedCertifications = useAnswerWhen(mayCertifications, 'filings.list', {});
  const askedPlans = useAnswerWhen(mayPlans, 'mitigationPlans.list', {});
  const certifications = mayCertifications ? askedCertifications : none;
  const plans = mayPlans ? askedPlans : none;
  const error = filed.error ?? certifications.error ?? plans.error;
  if (filed.data === undefined || certifications.data === undefined || plans.data === undefined)
    return { data: undefined, error };
  return { data: linesOf(filed.data.filings, certifications.data.items, plans.data.items), error };
};

/** Every text that promises something: what was filed, what is written here, and the way to take one in. */
export const Promises = () => {
  const mayTakeIn = useMay('promises.import');
  const lines = useLines();
  const [taking, setTaking] = useState(false);
  return (
    <HeadedPage
      title={words.promises}
      lead={words.lead}
      aside={mayTakeIn ? <Button onClick={() => setTaking(true)}>{words.takeIn}</Button> : null}
    >
      <Answered of={lines}>
        {(rows) => (
          <DataTable<Line>
            name={words.texts}
            rows={rows}
            id={({ id }) => id}
            empty={words.none}
            columns={[
              { label: words.name, value: ({ name }) => name, show: (line) => <To line={line} /> },
              plain<Line>(words.kind, ({ kind }) => words.kinds[kind]),
              { label: words.state, value: ({ state }) => state.words, show: ({ state }) => <Chip {...state} /> },
            ]}
          />
        )}
      </Answered>
      {taking ? <TakeIn onClose={() => setTaking(false)} /> : null}
    </HeadedPage>
  );
};
