import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Lines, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { Why } from '../../parts/why.tsx';
import { type Forward, forwardState } from './states.ts';
import { words } from './words.ts';

type Props = { readonly of: Forward; readonly onClose: () => void };

const End = ({ of, onClose }: Props) => {
  const [outcome, setOutcome] = useState<keyof typeof words.outcomes>('answered');
  const [answer, setAnswer] = useState('');
  return (
    <ActFormThen
      act="traceForwards.end"
      input={() => ({ forwardId: of.id, outcome, answer })}
      button={words.end}
      done={words.done}
      onDone={onClose}
    >
      <OneOf label={words.outcome} of={words.outcomes} value={outcome} onChange={setOutcome} />
      <Lines label={words.words} value={answer} onChange={setAnswer} />
    </ActFormThen>
  );
};

/** When the provider has to answer, with how it was counted. */
export const AnswerBy = ({ of: { answerBy, clock } }: { readonly of: Forward }) => (
  <>
    <Moment of={answerBy} /> <Why clock={clock} />
  </>
);

const callIn = ({ call }: Forward): readonly (readonly [string, ReactNode])[] =>
  call === null
    ? [[words.call, words.purged]]
    : [
        [words.call, words.callOf(call.calling, call.called)],
        [words.began, <Moment key="began" of={call.at} />],
        [words.key, call.callKey ?? '–'],
      ];

/** One call that is traced forward: what was asked, what came of it or the way to enter it, and its record. */
export const ForwardDialog = ({ of, onClose }: Props) => (
  <Dialog title={of.downstream} onClose={onClose}>
    <Facts
      of={[
        [words.state, <Chip key="state" {...forwardState(of)} />],
        [words.asked, <Moment key="asked" of={of.asked} />],
        [words.answerBy, <AnswerBy key="by" of={of} />],
        ...callIn(of),
        [words.contact, of.contact],
        [words.why, of.why],
        [
          words.of,
          of.tracebackId === null ? (
            words.ofNone
          ) : (
            <Link key="of" to="/tracebacks/$tracebackId" params={{ tracebackId: of.tracebackId }} className="link">
              {words.openTraceback}
            </Link>
          ),
        ],
        [words.disclosure, of.disclosureId],
        [words.answer, of.answer ?? words.noAnswer],
        ...(of.ended === null ? [] : ([[words.ended, <Moment key="ended" of={of.ended} />]] as const)),
      ]}
    />
    {of.ended === null ? <End of={of} onClose={onClose} /> : null}
    <Part title={words.record}>
      <Timeline subject={`trace-forward:${of.id}`} />
    </Part>
  </Dialog>
);
