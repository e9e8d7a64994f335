import { expect, it } from 'vitest';
import { acrossCarriers, type Printed } from './across.ts';
import type { Fingerprints } from './fingerprints.ts';

type Mark = Fingerprints['sentences'][number]['mark'];

const sentence = (words: string, mark: Mark) => ({
  ...{ filing: 'Statement 2026', hash: words.padEnd(64, '0'), concepts: ['P8'], mark },
  because: mark === 'contradicted' ? '2 campaigns were released' : '',
});
const carrier = (name: string, sentences: Fingerprints['sentences'], codes: readonly string[]): Printed => ({
  ...{ carrierId: name, shortName: name, sentences },
  defects: codes.map((code) => ({ filing: 'Statement 2026', code, hash: code === 'typo' ? 'a'.repeat(64) : null })),
});

const all = [
  carrier('One', [sentence('no marketing', 'supported'), sentence('own', 'supported')], ['typo']),
  carrier('Two', [sentence('no marketing', 'contradicted')], ['typo', 'late']),
  carrier('Three', [sentence('no marketing', 'untested'), sentence('alone', 'contradicted')], []),
];

it('a sentence of several is told where the records of one contradict it, and what nobody shares is not', () => {
  const { sentences } = acrossCarriers(all);
  expect(sentences).toHaveLength(1);
  expect(sentences[0]?.carriers.map(({ shortName }) => shortName)).toEqual(['One', 'Two', 'Three']);
  expect(sentences[0]?.contradicted).toEqual([
    { carrierId: 'Two', shortName: 'Two', filing: 'Statement 2026', because: '2 campaigns were released' },
  ]);
});

it('the same defect of several is counted, and the words are not told', () => {
  const { defects } = acrossCarriers(all);
  expect(defects.map(({ code, carriers }) => [code, carriers.length])).toEqual([['typo', 2]]);
  expect(JSON.stringify(defects)).not.toContain('aaaa');
});

it('who has half of his sentences word for word from another is named with the share', () => {
  const { copied } = acrossCarriers(all);
  expect(copied.map(({ shortName, from, share }) => [shortName, from.shortName, share])).toEqual([
    ['One', 'Two', 0.5],
    ['Two', 'One', 1],
    ['Three', 'One', 0.5],
  ]);
});
