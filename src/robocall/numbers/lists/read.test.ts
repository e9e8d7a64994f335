import { describe, expect, test } from 'vitest';
import { blocksOf } from '../blocks.ts';
import { areaReport, blockReport, codeReport } from './files.example.ts';
import { readAreas, readCodes, readThousands } from './read-nanpa.ts';
import { readNumbers } from './read-numbers.ts';

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

const spans = (blocks: Parameters<typeof blocksOf>[0]) => {
  const { firsts, lasts } = blocksOf(blocks);
  return Array.from(firsts, (first, i) => `${first}..${lasts[i]}`);
};

describe('a list of numbers', () => {
  test('is taken in any spelling, with numbers, ranges and prefixes, comments and further columns', async () => {
    const file = [
      '# requested inbound-only',
      'telephone_number,description',
      '+1 800 829 1040,"tax office, inbound only"',
      '(202) 555-0147',
      '12025550160..12025550169',
      '202556*',
      '011442071838750',
      'front desk',
      '',
    ].join('\n');
    const { blocks, lines, refused } = await readNumbers(bytes(file), 'refused');
    expect(spans(blocks)).toEqual([
      '12025550147..12025550147',
      '12025550160..12025550169',
      '12025560000..12025569999',
      '18008291040..18008291040',
      '442071838750..442071838750',
    ]);
    expect([lines, refused]).toEqual([6, [{ line: 8, reason: 'is no telephone number' }]]);
  });

  test('with first and last in two columns is a list of ranges', async () => {
    const { blocks } = await readNumbers(bytes('From,To\n5155550100,5155550199\n'), 'refused');
    expect(spans(blocks)).toEqual(['15155550100..15155550199']);
  });

  test('never takes a 911 call-back number, not even by a prefix, where calls would be stopped by it', async () => {
    const file = '911-555-0123\n911*\n9115550000..9125550000\n5155550100\n';
    const stopping = await readNumbers(bytes(file), 'refused');
    expect(spans(stopping.blocks)).toEqual(['15155550100..15155550100']);
    expect(stopping.refused.map(({ line }) => line)).toEqual([1, 2, 3]);
    const emergency = await readNumbers(bytes('911-555-0123\n'), 'taken');
    expect(spans(emergency.blocks)).toEqual(['19115550123..19115550123']);
  });
});

describe('files of the numbering plan administrator', () => {
  test('area codes not in service are unallocated, and the file says its day', async () => {
    const { versionOn, blocks, lines } = await readAreas(bytes(areaReport('515', '800')));
    expect([versionOn, lines]).toEqual(['2026-05-28', 800]);
    const set = blocksOf(blocks);
    expect([12_015_551_234, 15_155_551_234, 18_005_551_234, 15_255_551_234].map((one) => set.has(one))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test('exchanges not assigned are unallocated, in the area codes of the file only', async () => {
    const file = codeReport([
      ['515-210', 'AS'],
      ['515-211', 'UA'],
      ['515-555', 'UA'],
      ['515-999', 'AS'],
      ['712-200', 'AS'],
    ]);
    const { blocks, lines } = await readCodes(bytes(file));
    expect(lines).toBe(5);
    const set = blocksOf(blocks);
    const asked = [15_152_101_234, 15_152_111_234, 15_152_121_234, 15_159_991_234, 17_122_001_234, 16_132_121_234];
    expect(asked.map((one) => set.has(one))).toEqual([false, true, true, false, false, false]);
  });

  test('thousands that are available are unallocated, save those of which numbers are in use', async () => {
    const file = blockReport([
      ['515', '210', '0', 'AS', 'N'],
      ['515', '210', '1', 'AV', 'N'],
      ['515', '210', '2', 'AV', 'Y'],
      ['515', '210', '3', 'RT', 'N'],
    ]);
    expect(spans((await readThousands(bytes(file))).blocks)).toEqual(['15152101000..15152101999']);
  });

  test.each([
    ['areas', readAreas, areaReport().split('\n').slice(0, 200).join('\n'), /cut short: 19\d area codes in service/],
    ['areas without date', readAreas, areaReport().split('\n').slice(1).join('\n'), /File Date/],
    ['areas with a renamed column', readAreas, areaReport().replace('IN_SERVICE,', 'LIVE,'), /'inservice' is missing/],
    ['codes', readCodes, `${codeReport([['515-210', 'AS']]).trimEnd()}\r\nIA \t515-2`, /cut short: its last line/],
    [
      'codes with a renamed column',
      readCodes,
      codeReport([['515-210', 'AS']]).replace('Use', 'Kind'),
      /'use' is missing/,
    ],
    ['codes with an area that has none', readCodes, codeReport([['515-211', 'UA']]), /area code 515 has no assigned/],
    ['blocks', readThousands, `${blockReport([['515', '210', '0', 'AV', 'N']])}3,IA,515`, /cut short/],
    ['nothing', readCodes, '', /empty/],
  ])('%s: cut short or changed, a file is refused and says why', async (_, read, file, detail) => {
    await expect(read(bytes(file))).rejects.toMatchObject({
      type: 'invalid-input',
      facts: { detail: expect.stringMatching(detail) },
    });
  });
});
