import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Letter, type Letters, typesetLetters } from './letters.ts';
import { readPdf } from './read-pdf.ts';
import { missingPrograms } from './system-programs.ts';

const letter = (n: number, ...addressee: string[]): Letter => ({
  reference: `aabbccdd-00000${n}`,
  addressee,
  code: 'K7QF-29XM-0TB4-HN8W',
  link: 'https://choice.penasco.example/choice/K7QF-29XM-0TB4-HN8W',
});

const english: Letters = {
  title: 'Notices of the privacy choice',
  description: '47 CFR 64.2008',
  carrier: 'Peñasco Voice LLC',
  createdAt: '2027-02-10T14:03:22-05:00',
  demo: null,
  language: 'en',
  points: 11,
  sender: ['Peñasco Voice LLC', '100 Main Street', 'Springfield, IL 62701'],
  paragraphs: [['An official notice about five of your files.'], ['One line', 'and another']],
  choose: 'Tell us your choice, free and at any hour:',
  codeLabel: 'Your code:',
  qr: 'QR code of the web address beside it',
  letters: [
    letter(1, 'Rosa Nguyen', '9 Birch Lane', 'Ames, IA 50010'),
    letter(2, 'A', 'Six lines', 'of an address', 'that still', 'fits', 'Ames, IA 50010'),
  ],
};
const spanish: Letters = {
  ...english,
  language: 'es',
  demo: 'DEMO — compañía ficticia',
  paragraphs: [['Aviso oficial sobre la configuración técnica.']],
  choose: 'Díganos su decisión, gratis y a cualquier hora:',
  codeLabel: 'Su código:',
};

describe('Letters in one file', () => {
  it('have the same pages each, whatever their address, and a page of another length has them all longer', async () => {
    expect((await typesetLetters(english)).pagesEach).toBe(1);
    const long = { ...english, paragraphs: Array.from({ length: 60 }, () => ['A paragraph of the notice.']) };
    const { pdf, pagesEach } = await typesetLetters(long);
    const pages = await readPdf(pdf);
    expect(pages).toHaveLength(2 * pagesEach);
    expect(pages[pagesEach]?.text).toContain('Six lines');
  });

  it('are the same bytes from the same facts, asked for at once or one after the other', async () => {
    const [one, , other] = await Promise.all([english, spanish, english].map(typesetLetters));
    expect(Buffer.from(one?.pdf ?? []).equals(Buffer.from(other?.pdf ?? []))).toBe(true);
    expect(Buffer.from((await typesetLetters(english)).pdf).equals(Buffer.from(one?.pdf ?? []))).toBe(true);
  });

  it('print what no font can draw as its code point, and nothing of a fact as markup', async () => {
    const odd = { ...english, letters: [letter(1, 'Li 漢 #strong[x]', '*9* Birch_Lane_', 'Ames, IA 50010')] };
    const [page] = await readPdf((await typesetLetters(odd)).pdf);
    expect(page?.text).toContain('Li [U+6F22] #strong[x]');
    expect(page?.text).toContain('*9* Birch_Lane_');
  });

  it('that are none are refused', () =>
    expect(typesetLetters({ ...english, letters: [] })).rejects.toThrow(/letters is empty/));
});

const missing = missingPrograms({ pdfinfo: 'poppler-utils', pdftotext: 'poppler-utils', pdffonts: 'poppler-utils' });
if (missing !== '') console.log(`skip: reading letters with poppler needs ${missing}`);

describe.skipIf(missing !== '')('Poppler reads letters', () => {
  const folder = mkdtempSync(join(tmpdir(), 'compline-letters-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([english, spanish])('in $language: US Letter, tagged, fonts embedded, words whole', async (facts) => {
    const file = join(folder, `${facts.language}.pdf`);
    writeFileSync(file, (await typesetLetters(facts)).pdf);
    const read = (program: string, ...rest: string[]) =>
      execFileSync(program, [...rest, file, ...(program === 'pdftotext' ? ['-'] : [])], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(read('pdfinfo')).toMatch(/Tagged:\s+yes[\s\S]*612 x 792 pts \(letter\)/);
    const fonts = read('pdffonts').trim().split('\n').slice(2);
    expect(fonts.every((font) => /\byes yes yes\b/.test(font))).toBe(true);
    const text = read('pdftotext');
    for (const words of [...facts.paragraphs.flat(), facts.choose, 'Peñasco Voice LLC', 'Six lines'])
      expect(text).toContain(words);
    expect(text).toContain('https://choice.penasco.example/choice/K7QF-29XM-0TB4-HN8W');
    expect(text).not.toMatch(/[\ufb00-\ufb06\u00ad\u200b\ufffd]/);
    // the address, and nothing else, where the window is: 0.9 to 4.9 inches across, 2.2 to 3.2 down
    const window = read('pdftotext', '-f', '1', '-l', '1', '-x', '60', '-y', '158', '-W', '300', '-H', '72');
    expect(window.trim().split('\n')).toEqual(facts.letters[0]?.addressee);
  });
});
