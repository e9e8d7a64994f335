import { type Block, field, fields, heading, list, monoField, type Page, paragraph } from './block.ts';
import type { Frame } from './frame.ts';
import { requireSome } from './require.ts';

/** A labelled value of an answer; `hash` is set in a face in which every character counts. */
export interface AnswerField {
  readonly label: string;
  readonly value: string;
  readonly face: 'text' | 'hash';
}

export interface AnswerSection {
  readonly heading: string;
  readonly fields: readonly AnswerField[];
  readonly items: readonly string[];
}

/** Our answer to a traceback request. */
export interface TracebackAnswer extends Frame {
  readonly kind: 'traceback-answer';
  readonly reference: string;
  readonly requester: string;
  /** Whether it may leave: one that names a customer waits for a second person. */
  readonly standing: 'may be given' | 'waits for a second person' | 'given';
  /** What we answer, in a sentence. */
  readonly answer: string;
  readonly sections: readonly AnswerSection[];
}

const drawn = ({ heading: title, fields: rows, items }: AnswerSection): Block[] => [
  heading(2, title),
  ...(rows.length === 0
    ? []
    : [
        fields(rows.map(({ label, value, face }) => (face === 'hash' ? monoField(label, value) : field(label, value)))),
      ]),
  ...(items.length === 0 ? [] : [list(items)]),
];

/** The answer sheet of a traceback, 47 CFR 64.1200(n)(1). */
export function tracebackAnswer(facts: TracebackAnswer): Page {
  const { reference, requester, standing, answer, sections } = facts;
  const waiting = 'Not to be given yet: it names a customer and waits for a second person.';
  return {
    title: `Answer to traceback ${reference}`,
    name: 'Traceback answer',
    description: 'Under 47 CFR 64.1200(n)(1)',
    legends: standing === 'waits for a second person' ? ['DRAFT'] : [],
    blocks: [
      heading(1, `Answer to traceback ${reference}`),
      ...(standing === 'waits for a second person' ? [{ kind: 'mark' as const, text: waiting }] : []),
      paragraph(`To ${requester}, from ${facts.carrier}.`),
      paragraph(answer),
      ...requireSome('sections', sections).flatMap(drawn),
      paragraph(
        'Call records in this answer are given under 47 U.S.C. 222(d)(2), for the protection of users and carriers from unlawful use of the service, and for no other purpose.',
      ),
    ],
  };
}
