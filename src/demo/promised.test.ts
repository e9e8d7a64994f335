import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mapFiling } from '../carriers/promises/map-filing.ts';
import { contactShape, optInShape, optOutShape, quietShape, type Shape, statementFiled } from './promised.ts';

const promisedIn = (text: string): string[] =>
  [...new Set(mapFiling(text).promises.flatMap(({ concepts }) => concepts))].sort();
const seed = (name: string): string[] =>
  promisedIn(readFileSync(new URL(`../../test/fixtures/seeds/${name}.txt`, import.meta.url), 'utf8'));

const marketing = '000_40d05d6e093b5b50';

describe('The statement that a demo carrier had filed', () => {
  it.each([
    ['the opt-out marketer', optOutShape, marketing, []],
    ['the reseller', optInShape, '001_045912b9eb8688bb', []],
    ['the company without marketing', quietShape, '004_7f302bc2feabb2d6', []],
    ['the contact-centre provider', contactShape, marketing, ['P40']],
  ] satisfies [string, Shape, string, string[]][])(
    'of %s promises what the seed promised that it is shaped like',
    (_who, shape, name, more) => {
      expect(promisedIn(statementFiled('Prairie Voice LLC', shape))).toEqual([...seed(name), ...more].sort());
    },
  );
});
