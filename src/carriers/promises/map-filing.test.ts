import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conceptOf, kindOf, type MappedPromise, mapFiling } from './map-filing.ts';
import { sentences } from './sentences.ts';

const seed = (name: string): string =>
  readFileSync(new URL(`../../../test/fixtures/seeds/${name}.txt`, import.meta.url), 'utf8');

const incontact = seed('000_40d05d6e093b5b50');
const cytracom = seed('001_045912b9eb8688bb');
const ccs = seed('002_512c7f6cd47cc1a9');
const rule = seed('003_8872e92c37d9404a');
const wercs = seed('004_7f302bc2feabb2d6');

/** Where a filing states each number: lines `from-to`, as the catalogue's column says. */
type Expected = Readonly<Record<string, readonly string[]>>;

const inIncontact: Expected = {
  P1: ['38'],
  P6: ['64', '68'],
  P8: ['38'],
  P12: ['38'],
  P18: ['40'],
  P19: ['40'],
  P20: ['52'],
  P21: ['52'],
  P22: ['40'],
  P23: ['38', '60'],
  P24: ['44'],
  P25: ['45'],
  P26: ['46'],
  P27: ['47'],
  P28: ['48'],
  P29: ['50', '74'],
  P30: ['74-78'],
  P32: ['82'],
  P33: ['68'],
  P34: ['70'],
  P35: ['86'],
  P36: ['86'],
  P37: ['86'],
  P38: ['88'],
  P39: ['90'],
  P45: ['56'],
  P47: ['94'],
  P48: ['96'],
  P49: ['98'],
  P50: ['98'],
  P51: ['100'],
  P52: ['54', '118'],
  P53: ['54', '120'],
  P54: ['54'],
};

const inCytracom: Expected = {
  P3: ['41'],
  P4: ['41-47'],
  P5: ['47-51'],
  P6: ['13-17'],
  P9: ['151-153'],
  P10: ['165-167'],
  P11: ['169'],
  P13: ['155-157'],
  P14: ['159-161'],
  P15: ['163'],
  P16: ['139-147'],
  P17: ['137-139'],
  P21: ['171-173'],
  P23: ['129-135'],
  P29: ['111'],
  P31: ['111-115'],
  P32: ['117-125'],
  P35: ['193-195'],
  P36: ['185-189'],
  P37: ['189-191'],
  P38: ['197-199'],
  P39: ['201'],
  P40: ['55-67'],
  P41: ['71-79'],
  P42: ['83-93'],
  P43: ['97-99'],
  P44: ['103-107'],
  P46: ['177-181'],
  P47: ['205-207'],
  P48: ['209-211'],
  P49: ['213-215'],
  P51: ['217'],
  P52: ['269-279'],
  P53: ['243-249', '281-287'],
  P55: ['223-225'],
  P56: ['235-239'],
  P57: ['243-247'],
  P58: ['247-249'],
  P59: ['229-231'],
  P60: ['21-37'],
};

const inWercs: Expected = {
  P2: ['74'],
  P3: ['42'],
  P4: ['42'],
  P5: ['42'],
  P6: ['32'],
  P7: ['44'],
  P9: ['82'],
  P10: ['86'],
  P11: ['87'],
  P13: ['83'],
  P14: ['84'],
  P15: ['85'],
  P16: ['78-80'],
  P17: ['78'],
  P21: ['89'],
  P23: ['76'],
  P29: ['52'],
  P31: ['68'],
  P32: ['70'],
  P35: ['97'],
  P36: ['97'],
  P37: ['97'],
  P38: ['99'],
  P39: ['101'],
  P40: ['54-58'],
  P43: ['48'],
  P44: ['62-64'],
  P46: ['93'],
  P47: ['105'],
  P48: ['107'],
  P49: ['109'],
  P51: ['111'],
  P52: ['141'],
  P53: ['123', '143'],
  P55: ['115'],
  P56: ['119'],
  P57: ['123'],
  P58: ['123'],
  P60: ['36-38'],
};

const inCcs: Expected = {
  R1: ['7'],
  R2: ['9'],
  R3: ['9'],
  R4: ['9'],
  R5: ['11'],
  R6: ['15'],
  R7: ['15'],
  R8: ['17'],
  R9: ['17'],
  R10: ['23'],
  R11: ['25-28'],
  R12: ['30'],
  R13: ['32'],
  R14: ['36'],
  R15: ['38'],
  R16: ['39'],
  R17: ['40-42'],
  R18: ['44'],
  R19: ['46'],
  R20: ['50'],
  R21: ['50'],
  R22: ['50'],
  R23: ['52'],
  R24: ['52'],
  R25: ['56'],
  R26: ['56'],
  R27: ['56'],
  R28: ['56'],
  R29: ['56'],
  R30: ['56'],
  R31: ['60'],
  R32: ['60'],
  R33: ['60'],
  R34: ['62'],
};

const inRule: Expected = {
  '64.2007(b)(2)': ['1-17'],
  '64.2007(b)(3)': ['19-29'],
  '64.2008(a)(1)': ['44-50'],
  '64.2008(a)(2)': ['52-55'],
  '64.2008(b)': ['57-60'],
  '64.2008(c)': ['62-136'],
  '64.2008(d)': ['138-147'],
  '64.2008(d)(1)': ['149-168'],
  '64.2008(d)(2)': ['170-172'],
  '64.2008(d)(3)': ['174-179', '198-203'],
  '64.2008(d)(3)(i)': ['181-185'],
  '64.2008(d)(3)(ii)': ['187-189'],
  '64.2008(d)(3)(iii)': ['191-196'],
  '64.2008(d)(3)(iv)': ['198-203'],
  '64.2008(d)(3)(v)': ['205-215'],
  '64.2008(e)': ['217-224'],
  '64.2008(f)': ['226-271'],
  '64.2009(a)': ['286-290'],
  '64.2009(b)': ['292-296'],
  '64.2009(c)': ['298-313'],
  '64.2009(d)': ['315-325'],
  '64.2009(e)': ['327-340'],
  '64.2009(f)': ['342-364'],
  '64.2100': ['388-400'],
};

const spanOf = (range: string): readonly [number, number] => {
  const [from = 0, to = from] = range.split('-').map(Number);
  return [from, to];
};

const inside = ({ line, endLine }: MappedPromise, ranges: readonly string[]): boolean =>
  ranges.map(spanOf).some(([from, to]) => line >= from && endLine <= to);

const within = (promise: MappedPromise, range: string): boolean => inside(promise, [range]);

const stating = (text: string, concept: string): MappedPromise[] =>
  mapFiling(text).promises.filter((promise) => promise.concepts.includes(concept));

describe.each([
  ['inContact', incontact, inIncontact, 44],
  ['Cytracom', cytracom, inCytracom, 53],
  ['CCS', ccs, inCcs, 36],
  ['the rule excerpt', rule, inRule, 57],
  ['WERCS', wercs, inWercs, 49],
] as const)('The filing of %s', (_name, text, expected, count) => {
  it('states every number that the catalogue finds there, at the lines it gives', () => {
    for (const [concept, ranges] of Object.entries(expected))
      for (const range of ranges)
        expect([concept, range, stating(text, concept).some((promise) => within(promise, range))]).toEqual([
          concept,
          range,
          true,
        ]);
  });

  it('states no number anywhere else', () => {
    for (const promise of mapFiling(text).promises)
      for (const concept of promise.concepts)
        expect([concept, promise.line, inside(promise, expected[concept] ?? [])]).toEqual([
          concept,
          promise.line,
          true,
        ]);
  });

  it('has the counted number of promises, each mapped to controls or to nothing', () => {
    const { promises } = mapFiling(text);
    expect(promises).toHaveLength(count);
    for (const { concepts } of promises)
      for (const concept of concepts) expect(conceptOf(concept)?.controls.length).toBeGreaterThan(0);
  });

  it('is cut where its lines are: each sentence starts at its offset', () => {
    for (const { text: sentence, line, offset } of sentences(text)) {
      const from = text
        .slice(offset)
        .replaceAll('**', '')
        .replace(/^[-*•]\s+/, '');
      expect(from.slice(0, 3)).toBe(sentence.slice(0, 3));
      expect(text.slice(0, offset).split('\n')).toHaveLength(line);
    }
  });
});

describe('The kind of a filing', () => {
  it('is read from its own words', () => {
    expect([incontact, cytracom, ccs, rule, wercs].map(kindOf)).toEqual([
      'cpni-statement',
      'cpni-statement',
      'mitigation-plan',
      'rule-text',
      'cpni-statement',
    ]);
  });
});

describe('A promise that no control measures', () => {
  it('stays in the list, unmapped', () => {
    const { promises } = mapFiling('Acme will answer every CPNI question with a smile.\n\nDear Sir:\n');
    expect(promises).toEqual([
      { line: 1, endLine: 1, text: 'Acme will answer every CPNI question with a smile.', concepts: [] },
    ]);
  });
});

describe('An empty text', () => {
  it('promises nothing', () => expect(mapFiling('')).toEqual({ kind: 'cpni-statement', promises: [], others: 0 }));
});
