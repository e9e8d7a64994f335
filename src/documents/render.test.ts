import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { exampleCertificate, exampleChecklist, exampleStatement, examples, open } from './example-facts.ts';
import { decompressed, readPdf, textOf } from './read-pdf.ts';
import { render } from './render.ts';

const unspaced = (text: string) => text.replace(/\s+/g, '');
const withSentences = (texts: readonly string[]) =>
  render({ ...exampleStatement, sections: [{ heading: 'Words', sentences: texts.map(open) }] });

describe.each(examples)('Every document ($kind)', (facts) => {
  const pdf = render(facts);

  it('has the same bytes for the same facts, from a new compiler too', async () => {
    vi.resetModules();
    const fresh = await import('./render.ts');
    expect(Buffer.from(fresh.render(facts)).equals(Buffer.from(pdf))).toBe(true);
  });

  it('has other bytes when the creation date is another', () => {
    const later = render({ ...facts, createdAt: '2027-02-10T14:03:23-05:00' });
    expect(Buffer.from(later).equals(Buffer.from(pdf))).toBe(false);
  });

  it('calls itself PDF/UA-1 in English with a title and the creation date it was given', () => {
    const inside = decompressed(pdf);
    expect(inside).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(inside).toContain('/Lang (en-US)');
    expect(inside).toContain('/DisplayDocTitle true');
    expect(inside).toContain('<xmp:CreateDate>2027-02-10T19:03:22Z</xmp:CreateDate>');
  });

  it('is tagged: one heading of the first level, paragraphs, tables with header cells', async () => {
    const roles = (await readPdf(pdf)).flatMap((page) => page.roles);
    expect(roles.filter((role) => role === 'H1')).toHaveLength(1);
    expect(roles).toContain('P');
    expect(roles.includes('TH')).toBe(roles.includes('Table'));
  });

  it('names document, carrier and page in the footer, and nothing reaches into the margin', async () => {
    const pages = await readPdf(pdf);
    for (const [index, { text, right }] of pages.entries()) {
      expect(text).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(text).toContain('· Peñasco Voice LLC');
      expect(right).toBeLessThanOrEqual(541);
    }
  });

  it('says on every page that the carrier is fictional when it is, and nowhere when it is not', async () => {
    for (const { text } of await readPdf(pdf)) expect(text).toContain('DEMO — fictional carrier');
    expect(await textOf(render({ ...facts, demo: false }))).not.toMatch(/demo/i);
  });

  it('refuses a creation date that is no instant, naming the field', () => {
    expect(() => render({ ...facts, createdAt: '2027-02-10' })).toThrow(/createdAt is "2027-02-10".*RFC 3339/);
  });
});

describe('Text given as a fact is printed as it is', () => {
  it.each([
    ['Typst code', '#eval("1 + 1") #read("/etc/passwd") #let x = 1'],
    ['Typst markup', '*bold* _emphasis_ = heading $x^2$ <label> @reference // comment ~ -- ---'],
    ['backslashes and quotes', 'C:\\new\\table "double" \'single\' `raw` \\u{41} \\"'],
    ['accents and ligatures', 'Peñasco, Łódź, Đà Nẵng, office, affluent, first flight'],
    ['other alphabets', 'Αθήνα Москва'],
    ['JSON', '{"demo":false,"blocks":[]}'],
  ])('%s', async (_, text) => {
    expect(await textOf(withSentences([text]))).toContain(text);
  });

  it('prints emoji as emoji', async () => {
    expect(await textOf(withSentences(['We thank you 🎉 and smile 😀.']))).toContain('We thank you 🎉 and smile 😀.');
  });

  it('prints a character that no font has as its code point, instead of dropping it', async () => {
    expect(await textOf(withSentences(['Name 漢字, name a\u{1F3FB}\u20e3.']))).toContain('Name [U+6F22][U+5B57]');
  });

  it('shows characters that could hide or reorder words', async () => {
    expect(await textOf(withSentences(['pay\u202eevil\u202c to\u200b us\u0000']))).toContain(
      'pay[U+202E]evil[U+202C] to[U+200B] us[U+0000]',
    );
  });

  it('breaks a word longer than a line, adds nothing to it and stays inside the margin', async () => {
    const word = 'pneumono'.repeat(60);
    const files = exampleChecklist.files.map((file) => ({ ...file, title: word, file: word }));
    const pdf = render({ ...exampleChecklist, files });
    for (const bytes of [withSentences([word]), pdf]) {
      const pages = await readPdf(bytes);
      expect(Math.max(...pages.map(({ right }) => right))).toBeLessThanOrEqual(541);
      expect(pages.map(({ text }) => text).join('')).not.toMatch(/[\u00ad\u200b-]pneumono/);
    }
    expect(unspaced(await textOf(withSentences([word])))).toContain(word);
  });

  it('prints whatever ASCII text it is given', async () => {
    const text = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 }).filter((it) => it.trim() !== '');
    await fc.assert(
      fc.asyncProperty(text, async (sentence) => {
        expect(unspaced(await textOf(withSentences([sentence])))).toContain(`1.1${unspaced(sentence)}`);
      }),
      { numRuns: 20 },
    );
  });

  it('makes a page of any text at all', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).filter((it) => it.trim() !== '');
    fc.assert(
      fc.property(text, (sentence) => withSentences([sentence]).length > 1000),
      { numRuns: 30 },
    );
  });
});

describe('A long statement', () => {
  const sections = Array.from({ length: 40 }, (_, section) => ({
    heading: `Area ${section + 1}`,
    sentences: Array.from({ length: 5 }, (_, line) =>
      open(`Control ${section}.${line} ran in 2026. ${'It held. '.repeat(line * 4)}`),
    ),
  }));
  const pdf = render({ ...exampleStatement, sections });

  it('prints all of its two hundred sentences in order', async () => {
    const text = await textOf(pdf);
    const places = sections.flatMap(({ sentences }) =>
      sentences.map((it) => text.indexOf(it.text.split('. ')[0] ?? it.text)),
    );
    expect(places).toHaveLength(200);
    expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
  });

  it('never ends a page with a heading', async () => {
    const pages = await readPdf(pdf);
    expect(pages.length).toBeGreaterThan(4);
    for (const { roles } of pages) expect(roles.at(-1)).not.toMatch(/^H\d$/);
  });
});

describe('A fact that cannot be printed is refused by name', () => {
  it.each([
    ['a date that does not exist', { filedOn: '2027-02-30' }, /filedOn is "2027-02-30"/],
    ['no company', { companies: [] }, /companies is empty/],
    [
      'a Filer ID of five digits',
      { companies: [{ name: 'A', filerId: '12345' }] },
      /companies\[0\]\.filerId.*six digits/,
    ],
    ['half a complaint', { complaints: { ...exampleCertificate.complaints, other: 0.5 } }, /complaints\.other is 0\.5/],
  ])('%s', (_, change, message) => {
    expect(() => render({ ...exampleCertificate, ...change })).toThrow(message);
  });
});
