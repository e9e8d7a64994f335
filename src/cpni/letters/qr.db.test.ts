import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQR from 'jsqr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { type Posting, posting } from '../../../test/letters.ts';
import { textOf } from '../../documents/read-pdf.ts';
import { missingPrograms } from '../../documents/system-programs.ts';
import { operations } from '../../operations.ts';
import { hashOfCode } from '../choices/code.ts';

const missing = missingPrograms({ pdftoppm: 'poppler-utils' });
if (missing !== '') console.log(`skip: reading the printed QR code needs ${missing}`);

/** The pages of a PDF as a printer sees them, grey, with their sizes in pixels. */
const pagesOf = (pdf: Buffer, pages: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'compline-qr-'));
  writeFileSync(join(folder, 'letters.pdf'), pdf);
  execFileSync('pdftoppm', ['-gray', '-r', '200', join(folder, 'letters.pdf'), join(folder, 'page')]);
  const images = Array.from({ length: pages }, (_, n) => {
    const image = readFileSync(join(folder, `page-${n + 1}.pgm`));
    const [head = '', width = '', height = ''] =
      /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(image.toString('latin1', 0, 100)) ?? [];
    const grey = image.subarray(head.length);
    const rgba = new Uint8ClampedArray(grey.length * 4);
    for (const [i, value] of grey.entries()) rgba.set([value, value, value, 255], i * 4);
    return { rgba, width: Number(width), height: Number(height) };
  });
  rmSync(folder, { recursive: true });
  return images;
};

describe.skipIf(missing !== '')('The QR code of a printed letter', () => {
  let home: TestHouse;
  let prairie: Posting;

  beforeAll(async () => {
    home = await house();
    prairie = await posting(home, await home.carrier({}));
    await prairie.onPaper();
  });
  afterAll(() => home.close());

  test('read from the page leads to the choice of just that customer, the address printed beside it', async () => {
    const { carrier, mara } = prairie;
    const customers = [await prairie.customer('q1', {}), await prairie.customer('q2', { language: 'es' })];
    const runId = await prairie.send('q1', 'q2');
    const { id: batchId } = await carrier.run(mara, operations['letters.batch'], { runId });
    await prairie.work();
    const parts = await carrier.look((ctx) =>
      ctx.tx.selectFrom('letterPart').select(['pdf', 'letters']).where('batchId', '=', batchId).execute(),
    );
    const codes = await carrier.look((ctx) =>
      ctx.tx.selectFrom('choiceCode').select(['customerId', 'codeHash']).execute(),
    );
    const read: string[] = [];
    for (const { pdf } of parts) {
      const text = await textOf(pdf ?? Buffer.alloc(0));
      for (const { rgba, width, height } of pagesOf(pdf ?? Buffer.alloc(0), 1)) {
        const address = jsQR.default(rgba, width, height)?.data ?? '';
        const [, code = ''] = /^https:\/\/choice\.prairievoice\.example\/choice\/(.+)$/.exec(address) ?? [];
        expect(text.replaceAll(/\s/g, '')).toContain(code);
        read.push(codes.find(({ codeHash }) => codeHash.equals(hashOfCode(code)))?.customerId ?? address);
      }
    }
    expect(read.sort()).toEqual(customers.sort());
  });
});
