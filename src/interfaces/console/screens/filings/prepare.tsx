import { Alert, Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { DateField } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { useToday } from '../../parts/time.tsx';
import { Documents } from './documents.tsx';
import type { Filing } from './states.ts';
import { words } from './words.ts';

type Findings = OutputOf<'filings.prepare'>['findings'];

const FindingList = ({ findings }: { readonly findings: Findings }) =>
  findings.length === 0 ? (
    <Text size="sm">{words.noFindings}</Text>
  ) : (
    <ul>
      {findings.map(({ code, severity, message }) => (
        <li key={`${code} ${message}`}>
          <strong>{`${code} (${severity})`}</strong>: {message}
        </li>
      ))}
    </ul>
  );

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
  const [findings, setFindings] = useState<Findings | null>(null);
  if (filing.signature !== null) return <Documents filing={filing} />;
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {words.prepareLead}
      </Text>
      <ActFormThen
        act="filings.prepare"
        input={() => ({ filingId: filing.id, officerId: officerId ?? '', filesOn })}
        button={words.prepare}
        done={words.prepared}
        onDone={(answer) => setFindings(answer.findings)}
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
      </ActFormThen>
      {findings === null ? null : (
        <Part title={words.findings}>
          <Alert color="gray">
            <FindingList findings={findings} />
          </Alert>
        </Part>
      )}
      <Documents filing={filing} />
    </>
  );
};
