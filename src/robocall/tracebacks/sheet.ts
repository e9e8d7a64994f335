import { z } from 'zod';
import { frn, id, when } from '../../kernel/columns.ts';
import { refuse } from '../../kernel/problem.ts';
import { candidateShown } from './candidates.ts';
import { callAsked } from './confirm.ts';
import { coverageShown } from './coverage.ts';
import { customerNamed } from './customer.ts';
import { callRole, requesterKinds } from './record.ts';

const words = z.string().trim().min(1).max(2000);
const orNone = words.nullable().default(null);

/** The provider from whom a call came to us. */
export const upstreamNamed = z.strictObject({
  name: words,
  frn: frn.nullable().default(null),
  contact: orNone,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two letters, as US')
    .nullable()
    .default(null),
});

/** What a person decides: which call it is and whose, or that none of ours is. */
export const answerGiven = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('matched'),
    /** of a call among those that the search finds */
    ref: z.string(),
    role: callRole.exclude(['not-ours']),
    /** null where it was our customer's */
    upstream: upstreamNamed.nullable().default(null),
    accountId: id.nullable().default(null),
    attestedBecause: words,
    action: words,
    /** what the customer says of the consent of those he called */
    consent: orNone,
    comment: orNone,
  }),
  z.strictObject({
    outcome: z.literal('absent'),
    /** why none of the calls found is the one, or that none was found */
    because: words,
    /** where a source has a gap: the words by which the answer names it */
    gap: orNone,
  }),
]);
export type AnswerGiven = z.output<typeof answerGiven>;

/** The answer as it is given: nothing else leaves. */
export const answerSheet = z.strictObject({
  request: callAsked,
  requester: z.strictObject({ name: z.string(), kind: z.enum(requesterKinds) }),
  received: when,
  outcome: z.enum(['matched', 'absent']),
  role: callRole,
  found: z
    .strictObject({
      call: candidateShown.omit({ account: true, rank: true }),
      attested: z.strictObject({ level: z.string().nullable(), because: z.string() }),
      upstream: upstreamNamed.nullable(),
      customer: customerNamed.nullable(),
      action: z.string(),
      consent: z.string().nullable(),
      comment: z.string().nullable(),
      /** where the record of it lies, and the SHA-256 over the whole file or group */
      record: z.strictObject({ origin: z.string(), hash: z.string() }),
    })
    .nullable(),
  absent: z
    .strictObject({
      because: z.string(),
      gap: z.string().nullable(),
      coverage: coverageShown,
      terms: z.array(z.string()),
      /** calls that were near and are not it */
      near: z.int(),
    })
    .nullable(),
});
export type AnswerSheet = z.output<typeof answerSheet>;

/** The sheet of a request; refused before it is prepared, and once it was purged. */
export const sheetOf = ({ sheet, state }: { readonly sheet: unknown; readonly state: string }): AnswerSheet =>
  state === 'prepared' || state === 'answered'
    ? (answerSheet.safeParse(sheet).data ??
      refuse('not-found', 'The sheet of this answer was purged.', 'Its instants and our role stay on record.'))
    : refuse('wrong-state', 'No answer is prepared.', 'Prepare it first.');
