import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { operations } from '../src/operations.ts';

const { toldOf } = await import('../scripts/told.mjs' as string);
const { namedIn, withoutUnused } = await import('../scripts/unused-styles.mjs' as string);

const home = new URL('../src/interfaces/console/', import.meta.url).pathname;
const sources = readdirSync(home, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(home, name), 'utf8'));

describe('What the console is told of operations', () => {
  // the hooks that ask, and the attributes and lists that name an operation
  const given =
    /(?:use(?:Answer\w*|Ask|Pages\w*|Act|Stream|Upload|May)|addressOf|client\.(?:call|stream))\((?:\w+, )?'([\w.]+)'|\bact(?:="|: ')([\w.]+)["']|asks: \[([^\]]*)\]/g;
  const names = sources.flatMap((text) =>
    [...text.matchAll(given)].flatMap(([, called, act, asks = '']) => [
      ...[called, act].flatMap((name) => name ?? []),
      ...[...asks.matchAll(/'([\w.]+)'/g)].flatMap(([, name]) => name ?? []),
    ]),
  );

  it('holds every one that a hook, a form or a screen names', () => {
    const told = toldOf(operations, sources);
    expect(names.length).toBeGreaterThan(150);
    expect([...new Set(names)].filter((name) => !(name in told))).toEqual([]);
    expect(Object.keys(told).length).toBeLessThan(Object.keys(operations).length);
  });

  it('knows no name that is put together: that is an error of the build', () => {
    expect(() => toldOf(operations, [...sources, 'useAct(`filings.$' + '{what}`)'])).toThrow(
      'write the names of operations out',
    );
  });
});

describe('A style sheet without what nothing wears', () => {
  const used = namedIn(['const classes = {"root":"m_77c9d27d","label":"m_811560b9"}']);
  const left = (css: string): string => withoutUnused(css, used);

  it('keeps the rules of the classes that scripts name, and those of no such class', () => {
    expect([...used]).toEqual(['m_77c9d27d', 'm_811560b9']);
    expect(left('.m_77c9d27d{color:red}.m_deadbeef{color:blue}body{margin:0}')).toBe(
      '.m_77c9d27d{color:red}body{margin:0}',
    );
    expect(left('.m_77c9d27d,.m_deadbeef{a:b}')).toBe('.m_77c9d27d{a:b}');
    expect(left('.m_77c9d27d .m_deadbeef{a:b}')).toBe('');
  });

  it('reads through conditions, and leaves out one that holds nothing any more', () => {
    expect(left('@media (min-width:1em){.m_77c9d27d{a:b}.m_deadbeef{a:b}}')).toBe(
      '@media (min-width:1em){.m_77c9d27d{a:b}}',
    );
    expect(left('@media print{.m_deadbeef{a:b}}p{a:b}')).toBe('p{a:b}');
    expect(left('@keyframes m_9{0%{a:b}to{a:c}}')).toBe('@keyframes m_9{0%{a:b}to{a:c}}');
    expect(left('@layer a,b;@import "x;{}";p{a:b}')).toBe('@layer a,b;@import "x;{}";p{a:b}');
  });

  it('takes brackets, braces and escapes within a rule for what they are', () => {
    expect(left('.m_77c9d27d:where(.x,.y){a:b}')).toBe('.m_77c9d27d:where(.x,.y){a:b}');
    expect(left('.m_deadbeef:where(.x,.y){a:b}')).toBe('');
    expect(left('p::after{content:"}\\"{"}.m_deadbeef{a:b}')).toBe('p::after{content:"}\\"{"}');
    expect(left("/* it can't { */.m_deadbeef{a:b}p{a:b}")).toBe('p{a:b}');
    expect(left('.m_77c9d27d{&:hover{a:b}}q{a:b}')).toBe('.m_77c9d27d{&:hover{a:b}}q{a:b}');
  });

  it('is all there where everything is worn: the library’s own sheet comes out as it went in', () => {
    const css = readFileSync(new URL('../node_modules/@mantine/core/styles.css', import.meta.url), 'utf8');
    const bare = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\s+/g, '');
    expect(bare(withoutUnused(css, new Set(css.match(/m_[0-9a-z]+/g))))).toBe(bare(css));
  });
});
