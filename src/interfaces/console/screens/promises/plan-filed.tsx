import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Line, OneOf } from '../../parts/fields.tsx';
import { MomentField, useNow } from '../../parts/moment-field.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { Officer } from './officers.tsx';
import { words } from './plan-words.ts';

type Receipt = OutputOf<'registrations.receipts'>['items'][number];

const columns: readonly Column<Receipt>[] = [
  { label: words.filedAt, value: ({ filedAt }) => filedAt, show: ({ filedAt }) => <Moment of={filedAt} /> },
  plain(words.kind, ({ kind }) => words.kinds[kind]),
  plain(words.confirmation, ({ confirmation }) => confirmation),
  plain(words.filedBy, ({ officerName }) => officerName),
  plain(words.recordedBy, ({ recordedBy }) => recordedBy),
];

const Receive = () => {
  const [kind, setKind] = useState<Receipt['kind']>('update');
  const [confirmation, setConfirmation] = useState('');
  const [filedAt, setFiledAt] = useState(useNow());
  const [officerId, setOfficerId] = useState<string | null>(null);
  return (
    <ActFormThen
      act="registrations.receipt"
      input={() => ({ kind, confirmation, filedAt, officerId: officerId ?? '' })}
      button={words.receive}
      done={words.received}
      onDone={() => setConfirmation('')}
    >
      <OneOf label={words.kind} of={words.kinds} value={kind} onChange={setKind} />
      <Line label={words.confirmation} value={confirmation} onChange={setConfirmation} />
      <MomentField label={words.filedAt} value={filedAt} onChange={setFiledAt} />
      <Officer label={words.filedBy} value={officerId} onChange={setOfficerId} />
    </ActFormThen>
  );
};

/** What the database of the FCC confirmed of the plan and the registration. */
export const PlanFiled = () => {
  const receipts = useAnswer('registrations.receipts', {});
  return (
    <>
      <p className="dim">{words.filedLead}</p>
      <Answered of={receipts}>
        {({ items }) => (
          <DataTable
            name={words.rooms.filed}
            rows={items}
            id={({ id }) => id}
            columns={columns}
            empty={words.noneFiled}
          />
        )}
      </Answered>
      <Part title={words.receive}>
        <Receive />
      </Part>
    </>
  );
};
