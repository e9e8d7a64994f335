import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Lines, OneOf } from '../../parts/fields.tsx';
import { MomentField, useNow } from '../../parts/moment-field.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import type { Failure } from './states.ts';
import { words } from './words.ts';

const Close = ({ failure }: { readonly failure: Failure }) => {
  const [until, setUntil] = useState(useNow());
  const [remedy, setRemedy] = useState('');
  const [repair, setRepair] = useState<keyof typeof words.repairs>('recovered');
  const [extent, setExtent] = useState<keyof typeof words.extents>('more-than-anomaly');
  return (
    <ActForm
      act="channels.incident.close"
      input={() => ({
        incidentId: failure.id,
        lostUntil: until,
        remedy,
        repair,
        extent,
      })}
      button={words.closeFailure}
      done={words.closeDone}
    >
      <MomentField label={words.lostUntil} value={until} onChange={setUntil} />
      <Lines label={words.remedy} value={remedy} onChange={setRemedy} />
      <OneOf label={words.repair} of={words.repairs} value={repair} onChange={setRepair} />
      <OneOf label={words.extent} of={words.extents} value={extent} onChange={setExtent} />
    </ActForm>
  );
};

/** What became of the customers who tried, and the end of the failure. */
export const Repair = ({ failure }: { readonly failure: Failure }) =>
  failure.closedAt === null ? (
    <Part title={words.closeFailure}>
      <Close failure={failure} />
    </Part>
  ) : (
    <Part title={words.closedFacts}>
      <Facts
        of={[
          [words.closed, <Moment key="closed" of={failure.closedAt} />],
          [words.remedy, failure.remedy ?? words.none],
          [words.repair, failure.repair === null ? words.none : words.repairs[failure.repair]],
          [words.extent, failure.extent === null ? words.none : words.extents[failure.extent]],
        ]}
      />
    </Part>
  );
