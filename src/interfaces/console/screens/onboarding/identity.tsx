import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Line, MaybeDate, MaybeLines, OneOf } from '../../parts/fields.tsx';
import { instantsOf } from '../../parts/local-instant.ts';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { Claim } from './claim.tsx';
import { type FieldName, fields, words } from './identity-words.ts';
import type { Case } from './states.ts';

type Field = Case['fields'][number];
type Check = Field['checks'][number];

const tones: Readonly<Record<Check['result'], Tone>> = { confirmed: 'good', contradicted: 'bad', unclear: 'warn' };

const lastOf = ({ checks }: Field): Check | null => checks.at(-1) ?? null;

const columns: readonly Column<Field>[] = [
  plain(words.field, ({ name }) => fields[name]),
  plain(words.claimed, ({ claimed }) => claimed),
  plain(words.source, (field) => lastOf(field)?.source ?? '–'),
  {
    label: words.result,
    value: (field) => lastOf(field)?.result ?? words.unchecked,
    show: (field) => {
      const last = lastOf(field);
      return last === null ? (
        <Chip tone="plain" words={words.unchecked} />
      ) : (
        <Chip tone={tones[last.result]} words={words.results[last.result]} />
      );
    },
  },
  {
    label: words.validUntil,
    value: (field) => lastOf(field)?.validUntil ?? null,
    show: (field) => {
      const last = lastOf(field);
      if (last === null) return '–';
      return last.validUntil === null ? words.noEnd : <Moment of={last.validUntil} />;
    },
  },
  plain(words.checker, (field) => lastOf(field)?.checker ?? '–'),
];

/** The names of what is claimed, for whoever looks one up. */
const claimedNames = (of: Case): Readonly<Partial<Record<FieldName, string>>> =>
  Object.fromEntries(of.fields.map(({ name }) => [name, fields[name]]));

const Look = ({ of }: { readonly of: Case }) => {
  const { zone } = useSession().carrier;
  const [field, setField] = useState(of.fields[0]?.name ?? 'legal-name');
  const [source, setSource] = useState('');
  const [result, setResult] = useState<Check['result']>('confirmed');
  const [lastDay, setLastDay] = useState('');
  const [note, setNote] = useState('');
  return (
    <ActForm
      act="onboarding.check"
      input={() => ({
        ...{ caseId: of.id, field, source, result, note },
        validUntil: lastDay === '' ? null : (instantsOf(`${lastDay}T23:59`, zone)[0] ?? null),
      })}
      button={words.check}
      done={words.checked}
    >
      <OneOf
        label={words.which}
        of={claimedNames(of) as Readonly<Record<FieldName, string>>}
        value={field}
        onChange={setField}
      />
      <Line label={words.at} value={source} onChange={setSource} />
      <OneOf label={words.found} of={words.results} value={result} onChange={setResult} />
      <MaybeDate label={words.lastDay} value={lastDay} onChange={setLastDay} />
      <MaybeLines label={words.note} value={note} onChange={setNote} />
    </ActForm>
  );
};

/** What the applicant says of himself, each with the look at a source that is not he. */
export const Identity = ({ of }: { readonly of: Case }) => {
  const mayClaim = useMay('onboarding.claim');
  return (
    <>
      <DataTable name={words.table} rows={of.fields} id={({ name }) => name} columns={columns} empty={words.none} />
      {of.fields.length === 0 ? null : (
        <Part title={words.checkTitle}>
          <p className="dim">{words.checkLead}</p>
          <Look of={of} />
        </Part>
      )}
      {mayClaim ? <Claim of={of} /> : null}
    </>
  );
};
