import { Alert, Anchor } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { addressOf, useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Facts } from '../../parts/facts.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { Day, dayInWords } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { Why } from '../../parts/why.tsx';
import { Ledger } from './ledger.tsx';
import { Adopt } from './plan-adopt.tsx';
import { PlanFiled } from './plan-filed.tsx';
import { PlanThresholds } from './plan-thresholds.tsx';
import { words as planWords } from './plan-words.ts';
import { countsOf, type Sentence } from './states.ts';
import { words } from './words.ts';

type Plan = OutputOf<'mitigationPlans.show'>;

const sentencesOf = ({ sentences }: Plan): readonly Sentence[] =>
  sentences.map(({ section, number, code, text, cites, mark, evidence }) => ({
    ...{ id: code, text, cites, mark, evidence },
    place: `${section} ${number}`,
  }));

const Documents = ({ plan }: { readonly plan: Plan }) => (
  <Facts
    of={[
      [words.officer, `${plan.officerName}, ${plan.officerTitle}`],
      [words.from, <Day key="from" of={plan.effectiveOn} />],
      ...plan.documents.map(({ edition, name, sha256 }) => {
        const shown = (
          <span key={name}>
            <Anchor href={addressOf('mitigationPlans.document', { planId: plan.id, name })} target="_blank">
              {name}
            </Anchor>{' '}
            <code>{sha256}</code>
          </span>
        );
        return [`${words.document}, ${words.editions[edition]}`, shown] as const;
      }),
    ]}
  />
);

const Room = ({ plan }: { readonly plan: Plan }) => {
  const [at, setAt] = useState('ledger');
  const sentences = sentencesOf(plan);
  const { supported, partly, untested, contradicted } = countsOf(sentences);
  const title = words.plan(plan.version);
  return (
    <HeadedPage title={title} lead={words.marksLine(supported, partly, untested, contradicted)} aside={<PrintButton />}>
      {plan.change === null ? null : (
        <Alert color="yellow" mb="md">
          {words.changed(
            plan.change.codes.length,
            plan.change.clock.due === null ? '–' : dayInWords(plan.change.clock.due),
          )}{' '}
          <Why clock={plan.change.clock} />
        </Alert>
      )}
      <Rooms
        at={at}
        onGo={setAt}
        of={[
          { name: 'ledger', label: words.ledger, show: () => <Ledger name={title} sentences={sentences} /> },
          { name: 'documents', label: words.documents, show: () => <Documents plan={plan} /> },
          { name: 'adopt', label: planWords.rooms.adopt, show: () => <Adopt plan={plan} /> },
          {
            name: 'thresholds',
            label: planWords.rooms.thresholds,
            show: () => <PlanThresholds sentences={plan.sentences} />,
          },
          { name: 'filed', label: planWords.rooms.filed, show: () => <PlanFiled /> },
          {
            name: 'timeline',
            label: words.timeline,
            show: () => <Timeline subject={`mitigation-plan:${plan.id}`} />,
          },
        ]}
      />
    </HeadedPage>
  );
};

/** A version of the mitigation plan, each sentence beside what the records say of it. */
export const Plan = () => {
  const { planId } = useParams({ from: '/plans/$planId' });
  const plan = useAnswer('mitigationPlans.show', { planId });
  return <Answered of={plan}>{(data) => <Room plan={data} />}</Answered>;
};
