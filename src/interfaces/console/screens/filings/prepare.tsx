import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { DateField } from '../../parts/fields.tsx';
import { useToday } from '../../parts/time.tsx';
import { Documents } from './documents.tsx';
import { Findings } from './findings.tsx';
import type { Filing } from './states.ts';
import { words } from './words.ts';

const officersOf = (members: OutputOf<'members.list'>['items']) =>
  members
    .filter(({ roles }) => roles.includes('officer'))
    .map(({ personId, name, title }) => ({ value: personId, label: `${name}, ${title}` }));

/** Judges and renders anew, checks the packet as the FCC would read it; what blocks is refused here. */
export const Prepare = ({ filing }: { readonly filing: Filing }) => {
  const today = useToday();
  const members = useAnswer('members.list', {});
  const [officerId, setOfficerId] = useState(filing.officerId);
  const [filesOn, setFilesOn] = useState(filing.filesOn ?? today);
  if (filing.signature !== null) return <Documents filing={filing} />;
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {words.prepareLead}
      </Text>
      <ActForm
        act="filings.prepare"
        input={() => ({ filingId: filing.id, officerId: officerId ?? '', filesOn })}
        button={words.prepare}
        done={words.prepared}
      >
        <Answered of={members}>
          {({ items }) => (
            <Select
              label={words.officer}
              required
              withAsterisk={false}
              data={officersOf(items)}
              value={officerId}
              onChange={setOfficerId}
            />
          )}
        </Answered>
        <DateField label={words.filesOn} value={filesOn} onChange={setFilesOn} />
      </ActForm>
      {filing.state === 'prepared' ? <Findings filing={filing} /> : null}
      <Documents filing={filing} />
    </>
  );
};
