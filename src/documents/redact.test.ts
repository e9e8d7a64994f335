import { describe, expect, it } from 'vitest';
import { exampleCertificate, exampleStatement, open, withheld } from './example-facts.ts';
import { decompressed, textOf } from './read-pdf.ts';
import { redactionMark } from './redact.ts';
import { type Document, render } from './render.ts';

const secret = 'Vault rotation zebra-quartz-77';
const because = [withheld(`${secret} failed.`), open('Training lapsed.')];

const statementWith = (text: string): Document => ({
  ...exampleStatement,
  edition: 'public',
  outcome: { kind: 'not-in-compliance', because, rest: 'adequate' },
  sections: [{ heading: 'Vault', sentences: [open('Passwords are kept hashed.'), withheld(text)] }],
});

const certificateWith = (text: string): Document => ({
  ...exampleCertificate,
  edition: 'public',
  outcome: { kind: 'not-in-compliance', because, rest: 'adequate' },
  dataBrokers: {
    actions: [{ forum: 'Court', takenOn: '2026-05-04', matter: withheld(text), status: 'Pending' }],
    pretexters: [withheld(text)],
    protection: [withheld(text)],
  },
  complaints: { ...exampleCertificate.complaints, summary: [withheld(text)] },
});

describe.each([
  ['statement', statementWith],
  ['certificate', certificateWith],
])('The public form of the %s', (_, withText) => {
  const pdf = render(withText(`${secret} each Tuesday.`));

  it('prints the redaction mark where the confidential text stood, and the rest', async () => {
    const text = await textOf(pdf);
    expect(text).toContain(redactionMark);
    expect(text).toContain('REDACTED — FOR PUBLIC INSPECTION');
    expect(text).toContain('Training lapsed.');
  });

  it('holds the confidential text nowhere: not in the text layer, not in any stream, not as UTF-16', async () => {
    const inside = decompressed(pdf);
    for (const word of ['zebra', 'quartz', 'rotation']) {
      expect(await textOf(pdf)).not.toContain(word);
      expect(inside).not.toContain(word);
      expect(inside).not.toContain(Buffer.from(word, 'utf16le').swap16().toString('latin1'));
      expect(inside.toLowerCase()).not.toContain(Buffer.from(word, 'utf16le').swap16().toString('hex'));
    }
  });

  it('has the same bytes whatever the confidential text was, so nothing of it can be learned, not its length either', () => {
    const other = render(withText('X'));
    expect(Buffer.from(other).equals(Buffer.from(pdf))).toBe(true);
  });
});

describe('The complete form', () => {
  it('prints the confidential text and says on the page that it is not for public inspection', async () => {
    const text = await textOf(render({ ...exampleStatement, edition: 'complete' }));
    expect(text).toContain('rotated on the first Tuesday');
    expect(text).toContain('CONFIDENTIAL — NOT FOR PUBLIC INSPECTION');
  });

  it('carries no such line when nothing is confidential', async () => {
    const sections = [{ heading: 'Use', sentences: [open('CPNI is used to bill.')] }];
    expect(await textOf(render({ ...exampleStatement, sections }))).not.toContain('INSPECTION');
  });
});
