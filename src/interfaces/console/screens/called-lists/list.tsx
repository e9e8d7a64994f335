import { useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Lines } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Day, dayInWords, Moment } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { Why } from '../../parts/why.tsx';
import { type List, standingOf } from './states.ts';
import { words } from './words.ts';

type Props = { readonly of: List; readonly onClose: () => void };

const TakeAway = ({ of, onClose }: Props) => {
  const [why, setWhy] = useState('');
  return (
    <Part title={words.away}>
      <p className="dim">{words.awayLead}</p>
      <ActFormThen
        act="calledLists.takeAway"
        input={() => ({ listId: of.id, why })}
        button={words.away}
        done={words.awayDone}
        onDone={onClose}
      >
        <Lines label={words.awayWhy} value={why} onChange={setWhy} />
      </ActFormThen>
    </Part>
  );
};

/** The area codes of a list, in one line. */
export const codesInWords = (codes: readonly number[]): string =>
  codes.length === 0 ? words.noCodes : codes.join(', ');

const endOf = ({ until }: List) =>
  until === null
    ? []
    : ([
        [
          words.until,
          <span key="until">
            <Day of={until.due} /> <Why clock={until} />
          </span>,
        ],
      ] as const);

const awayOf = ({ goneAt, goneBy, goneWhy }: List) =>
  goneAt === null
    ? []
    : ([
        [words.goneAt, <Moment key="gone" of={goneAt} />],
        [words.goneBy, goneBy ?? '–'],
        [words.goneWhy, goneWhy ?? '–'],
      ] as const);

/** One list: what was read of its file, whether it counts and for what, and the way to take it away. */
export const ListDialog = ({ of, onClose }: Props) => (
  <Dialog title={words.open(words.kinds[of.kind], dayInWords(of.publishedOn))} onClose={onClose}>
    <Facts
      of={[
        [words.standing, <Chip key="standing" {...standingOf(of)} />],
        [words.codesInForce, codesInWords(of.areaCodesInForce)],
        [words.areaCodes, codesInWords(of.areaCodes)],
        ...endOf(of),
        [words.numbers, of.numbers],
        ...(of.kind === 'reassigned'
          ? ([
              [words.reassigned, of.reassigned],
              [words.noData, of.noData],
            ] as const)
          : []),
        [words.unread, of.unread],
        [words.hash, <code key="hash">{of.sha256}</code>],
        [words.takenAt, <Moment key="taken" of={of.takenAt} />],
        [words.takenBy, of.takenBy],
        ...awayOf(of),
      ]}
    />
    {of.goneAt === null ? <TakeAway of={of} onClose={onClose} /> : null}
    <Part title={words.record}>
      <Timeline subject={`called-list:${of.id}`} />
    </Part>
  </Dialog>
);
