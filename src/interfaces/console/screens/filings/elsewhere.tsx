import { Button, NumberInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Line, Lines } from '../../parts/fields.tsx';
import { MomentField, useNow } from '../../parts/moment-field.tsx';
import { Moment, useToday } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { words } from './words.ts';

/** Notes a certification that was filed before this system was in use, or by somebody else. */
const FiledElsewhere = ({ onClose }: { readonly onClose: () => void }) => {
  const [year, setYear] = useState(Number(useToday().slice(0, 4)) - 1);
  const [signedBy, setSignedBy] = useState('');
  const [confirmation, setConfirmation] = useState('');
  const [at, setAt] = useState(useNow());
  return (
    <Dialog title={words.elsewhere} onClose={onClose}>
      <ActFormThen
        act="filings.filedElsewhere"
        input={() => ({ year, signedBy, confirmation, receivedAt: at })}
        button={words.note}
        done={words.elsewhereDone}
        onDone={onClose}
      >
        <NumberInput
          label={words.year}
          hideControls
          value={year}
          onChange={(to) => setYear(typeof to === 'number' ? to : year)}
        />
        <Line label={words.signedBy} value={signedBy} onChange={setSignedBy} />
        <Line label={words.confirmation} value={confirmation} onChange={setConfirmation} />
        <MomentField label={words.receivedAt} value={at} onChange={setAt} />
      </ActFormThen>
    </Dialog>
  );
};

type Row = OutputOf<'filings.listElsewhere'>['items'][number];

/** Takes one back that was noted by mistake: its date is due again. */
const TakeBack = ({ of: { id, year }, onClose }: { readonly of: Row; readonly onClose: () => void }) => {
  const [because, setBecause] = useState('');
  return (
    <Dialog title={words.takeBackOf(year)} onClose={onClose}>
      <ActFormThen
        act="filings.takeBackElsewhere"
        input={() => ({ id, because })}
        button={words.takeBack}
        done={words.takenBack}
        onDone={onClose}
      >
        <Lines label={words.takeBackWhy} value={because} onChange={setBecause} />
      </ActFormThen>
    </Dialog>
  );
};

/** What was filed without this system, and the way to note it. */
export const Elsewhere = () => {
  const filed = useAnswer('filings.listElsewhere', {});
  const may = useMay('filings.filedElsewhere');
  const [noting, setNoting] = useState(false);
  const [wrong, setWrong] = useState<Row | null>(null);
  return (
    <section>
      <Title order={2} size="h4" mt="lg" mb="xs">
        {words.elsewhere}
      </Title>
      <Answered of={filed}>
        {({ items }) => (
          <DataTable<Row>
            name={words.elsewhere}
            rows={items}
            id={({ id }) => id}
            empty={words.noneElsewhere}
            columns={[
              plain<Row>(words.year, ({ year }) => year),
              plain<Row>(words.signedBy, ({ signedBy }) => signedBy),
              plain<Row>(words.confirmation, ({ confirmation }) => confirmation),
              {
                label: words.receivedAt,
                value: ({ receivedAt }) => receivedAt,
                show: ({ receivedAt }) => <Moment of={receivedAt} />,
              },
              plain<Row>(words.state, ({ lateDays }) => words.early(lateDays)),
              ...(may
                ? [
                    {
                      label: words.wrong,
                      value: () => '',
                      show: (row: Row) => (
                        <Button variant="subtle" size="compact-sm" onClick={() => setWrong(row)}>
                          {words.takeBack}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Answered>
      {may ? (
        <Button variant="default" mt="sm" onClick={() => setNoting(true)}>
          {words.noteElsewhere}
        </Button>
      ) : null}
      {noting ? <FiledElsewhere onClose={() => setNoting(false)} /> : null}
      {wrong === null ? null : <TakeBack of={wrong} onClose={() => setWrong(null)} />}
    </section>
  );
};
