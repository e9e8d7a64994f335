import { Text } from '@mantine/core';
import { useState } from 'react';
import { useAnswer } from '../../ask.ts';
import { ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Line, Lines, MaybeDate, MaybeLine, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import type { Breach } from './states.ts';
import { words } from './words.ts';

const Judge = ({ breachId }: { readonly breachId: string }) => {
  const [harm, setHarm] = useState<keyof typeof words.harms>('not-likely');
  const [whom, setWhom] = useState('');
  const [why, setWhy] = useState('');
  const [agency, setAgency] = useState('');
  const [consultedOn, setConsultedOn] = useState('');
  return (
    <ActForm
      act="breaches.assess"
      input={() => ({
        breachId,
        harm,
        whom,
        why,
        agency: agency === '' ? null : agency,
        consultedOn: consultedOn === '' ? null : consultedOn,
      })}
      button={words.judge}
      done={words.judged}
    >
      <OneOf label={words.harmIs} of={words.harms} value={harm} onChange={setHarm} />
      <Line label={words.whom} value={whom} onChange={setWhom} />
      <Lines label={words.why} value={why} onChange={setWhy} />
      {harm === 'immediate-and-irreparable' ? (
        <>
          <MaybeLine label={words.consulted} value={agency} onChange={setAgency} />
          <MaybeDate label={words.consultedOn} value={consultedOn} onChange={setConsultedOn} />
        </>
      ) : null}
    </ActForm>
  );
};

/** How the harm was judged, the last judgment first, and a new judgment. */
export const Harm = ({ breach }: { readonly breach: Breach }) => {
  const judgments = useAnswer('breaches.assessments', { breachId: breach.id });
  return (
    <>
      <Answered of={judgments}>
        {({ items }) => (
          <>
            {items.length === 0 ? <Text mb="md">{words.noJudgment}</Text> : null}
            {items.map(({ id, harm, whom, why, assessorName, assessedAt }) => (
              <div key={id} className="sentence">
                <Text fw={600}>{`${words.harms[harm]}: ${whom}`}</Text>
                <Text size="sm">{why}</Text>
                <Text size="sm" c="dimmed">
                  {assessorName}, <Moment of={assessedAt} />
                </Text>
              </div>
            ))}
          </>
        )}
      </Answered>
      <Part title={words.judge}>
        <Judge breachId={breach.id} />
      </Part>
    </>
  );
};
