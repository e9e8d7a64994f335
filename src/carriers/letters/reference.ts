import { refuse } from '../../kernel/problem.ts';

/** What stands at the foot of each page of a letter, and on what comes back: the end of its batch's id, and its place there. */
export const referenceOf = (batchId: string, sequence: number): string =>
  `${batchId.slice(-8)}-${String(sequence).padStart(6, '0')}`;

/** The end of the batch's id and the place that a reference names; `invalid-input` for what is none. */
export const referenceIn = (printed: string): { readonly batch: string; readonly sequence: number } => {
  const [, batch, sequence] = /^([0-9a-f]{8})-(\d{6,9})$/.exec(printed) ?? [];
  return batch === undefined
    ? refuse('invalid-input', "'reference' is none of a letter.", 'Copy it from the foot of the page.')
    : { batch, sequence: Number(sequence) };
};
