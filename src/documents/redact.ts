import type { Edition, Sentence } from './frame.ts';

/** What stands in the public form where a confidential sentence stood. */
export const redactionMark = '[REDACTED — confidential treatment requested under 47 CFR 0.459]';

/**
 * The sentences as the edition prints them. Redaction happens here, before anything is typeset, so that a withheld text never
 * reaches the file: not as hidden text, not in its properties.
 */
export function redact(sentences: readonly Sentence[], edition: Edition): string[] {
  return sentences.map(({ text, treatment }) =>
    edition === 'public' && treatment === 'confidential' ? redactionMark : text,
  );
}

/** The line in the header of each page of a filing for which confidential treatment is asked; nothing when none is. */
export function editionLegends(sentences: readonly Sentence[], edition: Edition): string[] {
  if (!sentences.some(({ treatment }) => treatment === 'confidential')) return [];
  return [edition === 'public' ? 'REDACTED — FOR PUBLIC INSPECTION' : 'CONFIDENTIAL — NOT FOR PUBLIC INSPECTION'];
}
