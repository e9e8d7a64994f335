import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { ActButton, ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { OneOf, OneOfThese } from '../../parts/fields.tsx';
import { MomentField, useNow } from '../../parts/moment-field.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { words } from './words.ts';

type OnCall = OutputOf<'onCall.list'>;
type Turn = OnCall['items'][number];

const columnsOf = (mayEnd: boolean): readonly Column<Turn>[] => [
  plain(words.person, ({ personName }) => personName),
  plain(words.place, ({ place }) => words.places[place]),
  { label: words.fromTime, value: ({ from }) => from, show: ({ from }) => <Moment of={from} /> },
  { label: words.until, value: ({ until }) => until, show: ({ until }) => <Moment of={until} /> },
  ...(mayEnd
    ? [
        {
          label: words.endTurn,
          value: () => null,
          show: ({ id }: Turn) => (
            <ActButton act="onCall.end" input={() => ({ turnId: id })} button={words.endTurn} done={words.ended} />
          ),
        },
      ]
    : []),
];

const Add = ({ staff }: { readonly staff: OnCall['staff'] }) => {
  const [personId, setPersonId] = useState('');
  const [place, setPlace] = useState<Turn['place']>('first');
  const [from, setFrom] = useState(useNow());
  const [until, setUntil] = useState(useNow());
  return (
    <ActForm
      act="onCall.add"
      input={() => ({ personId, place, from, until })}
      button={words.addTurn}
      done={words.added}
    >
      <OneOfThese
        label={words.person}
        of={Object.fromEntries(staff.map(({ personId: of, name }) => [of, name]))}
        value={personId}
        onChange={setPersonId}
      />
      <OneOf label={words.place} of={words.places} value={place} onChange={setPlace} />
      <MomentField label={words.fromTime} value={from} onChange={setFrom} />
      <MomentField label={words.until} value={until} onChange={setUntil} />
    </ActForm>
  );
};

/** Who is on call now and later, and the way to put somebody there. */
export const Roster = () => {
  const turns = useAnswer('onCall.list', {});
  const may = useMay('onCall.add');
  return (
    <Part title={words.roster}>
      <Answered of={turns}>
        {({ items, staff }) => (
          <>
            <DataTable
              name={words.roster}
              rows={items}
              id={({ id }) => id}
              columns={columnsOf(may)}
              empty={words.noRoster}
            />
            {may ? <Add staff={staff} /> : null}
          </>
        )}
      </Answered>
    </Part>
  );
};
