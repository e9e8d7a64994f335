import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswerAsWritten } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { OneOf } from '../../parts/fields.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { useToday } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { Ledger } from './ledger.tsx';
import { countsOf, type Sentence } from './states.ts';
import { words } from './words.ts';

type Checked = OutputOf<'promises.check'>;

const sentencesOf = ({ promises }: Checked): readonly Sentence[] =>
  promises.map(({ id, line, text, concepts, mark, evidence }) => ({
    ...{ id, text, mark, evidence },
    place: words.line(line),
    cites: concepts.map(words.concept),
  }));

type Props = { readonly checked: Checked; readonly year: string; readonly onYear: (year: string) => void };

const Room = ({ checked, year, onYear }: Props) => {
  const [at, setAt] = useState('ledger');
  const sentences = sentencesOf(checked);
  const { supported, partly, untested, contradicted } = countsOf(sentences);
  const now = Number(useToday().slice(0, 4));
  const years = Object.fromEntries([0, 1, 2, 3].map((n) => [String(now - n), String(now - n)]));
  return (
    <HeadedPage
      title={checked.filing.name}
      lead={words.marksLine(supported, partly, untested, contradicted)}
      aside={<PrintButton />}
    >
      <div className="fields no-print">
        <OneOf label={words.year} of={years} value={year} onChange={onYear} />
      </div>
      <Rooms
        at={at}
        onGo={setAt}
        of={[
          {
            name: 'ledger',
            label: words.ledger,
            show: () => <Ledger name={checked.filing.name} sentences={sentences} />,
          },
          {
            name: 'timeline',
            label: words.timeline,
            show: () => <Timeline subject={`filing:${checked.filing.id}`} />,
          },
        ]}
      />
    </HeadedPage>
  );
};

const Filed = ({ filingId }: { readonly filingId: string }) => {
  const [year, setYear] = useState(useToday().slice(0, 4));
  // the page stays as it is opened while another year is read
  const checked = useAnswerAsWritten('promises.check', { filingId, year });
  return <Answered of={checked}>{(data) => <Room checked={data} year={year} onYear={setYear} />}</Answered>;
};

/** A filing as it was filed, each sentence beside what the records of a year say of it. */
export const FiledText = () => {
  const { filingId } = useParams({ from: '/promises/$filingId' });
  return <Filed key={filingId} filingId={filingId} />;
};
