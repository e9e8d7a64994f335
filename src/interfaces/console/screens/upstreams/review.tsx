import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Lines, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { useMay } from '../../session/session.ts';
import { type Review, reviewState } from './states.ts';
import { words } from './words.ts';

/** The way to a traceback, for whoever may open one. */
export const TracebackLink = ({ tracebackId }: { readonly tracebackId: string }) =>
  useMay('tracebacks.show') ? (
    <Link to="/tracebacks/$tracebackId" params={{ tracebackId }} className="link">
      {words.openTraceback}
    </Link>
  ) : (
    '–'
  );

type Props = { readonly of: Review; readonly onClose: () => void };

const Decide = ({ of, onClose }: Props) => {
  const [decision, setDecision] = useState<keyof typeof words.choices>('go-on');
  const [because, setBecause] = useState('');
  return (
    <ActFormThen
      act="upstreamReviews.decide"
      input={() => ({ reviewId: of.id, decision, because })}
      button={words.decide}
      done={words.done}
      onDone={onClose}
    >
      <OneOf label={words.decision} of={words.choices} value={decision} onChange={setDecision} />
      <Lines label={words.because2} value={because} onChange={setBecause} />
    </ActFormThen>
  );
};

/** One review: what led to it, its decision or the way to one, and its record. */
export const ReviewDialog = ({ of, onClose }: Props) => (
  <Dialog title={of.upstream} onClose={onClose}>
    <Facts
      of={[
        [words.state, <Chip key="state" {...reviewState(of)} />],
        [words.tracebacks, of.tracebacks],
        [words.newest, <TracebackLink key="newest" tracebackId={of.tracebackId} />],
        [words.opened, <Moment key="opened" of={of.opened} />],
        ...(of.decided === null
          ? []
          : ([
              [words.decided, <Moment key="decided" of={of.decided} />],
              [words.decidedBy, of.deciderName ?? words.nobody],
              [words.because, of.because ?? '–'],
            ] as const)),
      ]}
    />
    {of.decision === null ? <Decide of={of} onClose={onClose} /> : null}
    <Part title={words.record}>
      <Timeline subject={`upstream-review:${of.id}`} />
    </Part>
  </Dialog>
);
