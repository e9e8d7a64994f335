import { describe, expect, it } from 'vitest';
import { sections } from '../sections.ts';
import { notEncoded, rules } from './calendar-rules.ts';
import { notCatalogued, notCovered } from './coverage.ts';
import { paragraphs } from './paragraphs.ts';

const encoding = {
  rules: [...sections.flatMap((section) => section.rules), ...rules],
  excused: [...sections.flatMap((section) => section.notEncoded), ...notEncoded],
};

describe('The law of this system', () => {
  it('encodes every paragraph of the catalogue in each of its periods, or says why not', () =>
    expect(notCovered(paragraphs, encoding)).toEqual([]));

  it('has no rule that the catalogue does not know', () =>
    expect(notCatalogued(paragraphs, encoding).map(({ cite }) => cite)).toEqual([]));

  it('misses a paragraph as soon as its only rule is taken away', () => {
    const without = encoding.rules.filter(({ cite }) => cite !== '47 CFR 64.2008(d)(2)');
    const open = notCovered(paragraphs, { ...encoding, rules: without });
    expect(open.map(({ cite }) => cite)).toEqual(['47 CFR 64.2008(d)(2)']);
  });
});
