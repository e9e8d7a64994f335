import { field, fields, heading, type Page, paragraph } from './block.ts';
import type { Frame } from './frame.ts';
import { requireSome } from './require.ts';

/** What went to the printer, counted: it stays with the batch. */
export interface CountCertificate extends Frame {
  readonly kind: 'count-certificate';
  readonly batch: string;
  readonly openedBy: string;
  readonly approvedBy: string;
  readonly letters: number;
  readonly pages: number;
  readonly parts: readonly CountedPart[];
}

/** A file of the batch. */
export interface CountedPart {
  readonly part: number;
  readonly language: 'en' | 'es';
  readonly firstSequence: number;
  readonly letters: number;
  readonly pagesEach: number;
  readonly hash: string;
}

const languages = { en: 'English', es: 'Spanish' } as const;

/** The certificate that goes with the files of a batch of letters to the printer and the post. */
export function countCertificate(facts: CountCertificate): Page {
  return {
    title: `Count certificate of letter batch ${facts.batch}`,
    name: 'Count certificate',
    description: 'Letters of a batch, counted by file',
    legends: [],
    blocks: [
      heading(1, 'Count certificate'),
      fields([
        field('Batch', facts.batch),
        field('Letters', facts.letters.toLocaleString('en-US')),
        field('Pages', facts.pages.toLocaleString('en-US')),
        field('Files', String(facts.parts.length)),
        field('Opened by', facts.openedBy),
        field('Sending approved by', facts.approvedBy),
      ]),
      paragraph(
        'Every letter begins on a new sheet with the address where the window of a No. 10 envelope shows it, folded in three. Print on one side. Each file holds letters of one wording and the same number of pages; the number at the foot of each page is the place of the letter in the batch.',
      ),
      {
        kind: 'table',
        columns: [
          { title: 'File', share: 2 },
          { title: 'Language', share: 2 },
          { title: 'Letters', share: 3 },
          { title: 'Pages each', share: 2 },
          { title: 'SHA-256', share: 9 },
        ],
        rows: requireSome('parts', facts.parts).map((one) => [
          String(one.part),
          languages[one.language],
          `${one.firstSequence}–${one.firstSequence + one.letters - 1}`,
          String(one.pagesEach),
          one.hash,
        ]),
      },
      { kind: 'blanks', labels: ['Handed to the post on', 'Number of letters', 'Receipt'] },
    ],
  };
}
