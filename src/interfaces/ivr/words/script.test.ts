import { expect, test } from 'vitest';
import { type Script, scripts } from './script.ts';

const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const keys = Object.keys(scripts.en) as (keyof Script)[];

test('the line says in Spanish all that it says in English, with the same values', () => {
  expect(Object.keys(scripts.es).sort()).toEqual([...keys].sort());
  for (const key of keys) {
    expect(scripts.es[key], key).not.toBe(scripts.en[key]);
    expect(names(scripts.es[key]), key).toEqual(names(scripts.en[key]));
  }
});

const when: Readonly<Record<keyof Script, string>> = {
  greeting: 'first, in both languages',
  language: 'after the greeting, in both languages',
  whose: 'when the caller’s number is a number of record',
  enter: 'when it is not, or he asks for another account',
  confirm: 'when the account is known',
  saved: 'when the no is written',
  receipt: 'after that; `{spelled}` is the receipt’s number, letter by letter',
  'not-understood': 'before a question is asked again',
  'not-found': 'before a question is asked again',
  over: 'after three wrong entries; a task tells a person; in both languages where none was chosen',
  failed:
    'when something could not be written; a call that told whose no it is counts; in both languages where none was chosen',
  yes: 'with the confirmation: a yes needs a person',
};

test('docs/guide/toll-free-script.md holds the script as it is spoken', async () => {
  const rows = keys.map((key) => `| ${when[key]} | ${scripts.en[key]} | ${scripts.es[key]} |`);
  const text = `# The script of the toll-free line

What the line says, for whoever records it with a voice or checks a translation (47 CFR 64.2008(c)(6), (d)(3)(v)). Written from
\`src/interfaces/ivr/words\`; a test keeps both alike.

| when | English | Spanish |
|---|---|---|
${rows.join('\n')}

Keys: 1 English, 2 Spanish · 1 this number, 2 another account · code, telephone or account number, then # · 1 confirm, 2 again.
`;
  await expect(text).toMatchFileSnapshot('../../../../docs/guide/toll-free-script.md');
});
