import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { processorTime } from '../../../test/processor.ts';
import { readDocument } from './read-document.ts';

const header = (signature: number, size: number): Buffer => {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(signature, 0);
  return bytes;
};

/** A zip archive by hand, each file packed by deflate. */
const zipOf = (files: Readonly<Record<string, string>>): Buffer => {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(text);
    const local = header(0x04034b50, 30);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = header(0x02014b50, 46);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(local, Buffer.from(name), packed);
    entries.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const end = header(0x06054b50, 22);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, ...entries, end]);
};

const document = (body: string): string => `<w:document><w:body>${body}</w:body></w:document>`;
const paragraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

test('a Word file is read as its reader sees it: headings, lists, tables, footnotes, nothing that was struck out', async () => {
  const body = [
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:numPr/></w:pPr><w:r><w:t>Statement</w:t></w:r></w:p>',
    '<w:p w:rsidR="1"><w:r><w:t>We use CPNI </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:r><w:t>&amp; keep &#x201C;records&#8221;.</w:t></w:r></w:p>',
    '<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>by password</w:t><w:tab/><w:t>or mail</w:t></w:r></w:p>',
    `<w:tbl><w:tr><w:tc>${paragraph('Phone')}</w:tc><w:tc>${paragraph('password')}${paragraph('call back')}</w:tc></w:tr></w:tbl>`,
  ].join('');
  const file = zipOf({
    'word/document.xml': document(body),
    'word/footnotes.xml': document(paragraph('47 CFR 64.2009')),
  });
  const text =
    '\n# Statement\n\nWe use CPNI & keep “records”.\n\n• by password\tor mail\n| Phone | password call back |\n\n\n47 CFR 64.2009\n';
  expect(await readDocument(file)).toEqual({ text });
});

test('headers, footers and a table within a cell are read, and what was moved is read where it stands now', async () => {
  const inner = `<w:tbl><w:tr><w:tc>${paragraph('bills')}</w:tc><w:tc>${paragraph('calls')}</w:tc></w:tr></w:tbl>`;
  const moved = `<w:moveFrom w:id="2"><w:r><w:t>We sell CPNI. </w:t></w:r></w:moveFrom>`;
  const file = zipOf({
    'word/document.xml': document(
      [
        `<w:tbl><w:tr><w:tc>${paragraph('Kept')}</w:tc><w:tc>${inner}${paragraph('a year')}</w:tc><w:tc>${paragraph('locked')}</w:tc></w:tr></w:tbl>`,
        `<w:p><w:moveFromRangeStart w:id="1"/>${moved}<w:moveFromRangeEnd w:id="1"/><w:r><w:t>We keep records.</w:t></w:r></w:p>`,
      ].join(''),
    ),
    'word/header1.xml': `<w:hdr>${paragraph('Prairie Voice LLC')}</w:hdr>`,
    'word/header2.xml': `<w:hdr>${paragraph('Prairie Voice LLC')}</w:hdr>`,
    'word/footer1.xml': `<w:ftr>${paragraph('EB Docket 06-36')}</w:ftr>`,
  });
  const text =
    '\nPrairie Voice LLC\n\n| Kept | bills calls a year | locked |\n\nWe keep records.\n\n\nEB Docket 06-36\n';
  expect(await readDocument(file)).toEqual({ text });
});

test('an archive without a document, a broken one, and one that unpacks without end are told apart', async () => {
  expect(await readDocument(zipOf({ 'xl/workbook.xml': '<a/>' }))).toMatchObject({
    detail: 'this is an archive or a spreadsheet; save it as PDF, Word or text',
  });
  expect(await readDocument(zipOf({ 'word/document.xml': document('') }))).toMatchObject({
    detail: 'the Word file holds no text',
  });
  const bomb = zipOf({ 'word/document.xml': ' '.repeat(40 * 1024 * 1024) });
  expect(bomb.length).toBeLessThan(100_000);
  expect(await readDocument(bomb)).toMatchObject({ detail: expect.stringContaining('the Word file cannot be read') });
  const cut = zipOf({ 'word/document.xml': document(paragraph('words')) });
  cut.fill(0xff, 40, 60);
  expect(await readDocument(cut)).toMatchObject({ error: 'unreadable' });
});

test('tags without end cost no more than their length', async () => {
  const file = zipOf({ 'word/document.xml': '<w:p <w:tr><w:tc '.repeat(400_000) });
  const spent = processorTime();
  await readDocument(file);
  expect(spent()).toBeLessThan(5_000);
});
