import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { adoptPromises } from '../../carriers/promises/adopt.ts';
import { checkPromises } from '../../carriers/promises/check.ts';
import type { Control, Finding } from '../../carriers/promises/controls.ts';
import { cpniConcepts } from '../../carriers/promises/cpni-concepts.ts';
import { importPromises } from '../../carriers/promises/import.ts';
import { breachBearing } from '../../cpni/breaches/bearing.ts';
import { controls } from '../../operations/controls.ts';
import { openFiling } from './open.ts';
import type { FilingSentence } from './record.ts';
import { chapters } from './sentences/chapters.ts';
import { writeFiling } from './write.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

const contact = {
  name: 'Clara Reyes',
  organization: 'Prairie Voice LLC',
  address: ['12 Elm Street', 'Des Moines, IA 50309'],
  telephone: '+1 515 555 0100',
  email: 'compliance@prairievoice.example',
};
const sender = { ...contact, title: 'Compliance manager', capacity: 'company' as const };

const seeds = new URL('../../../test/fixtures/seeds/', import.meta.url);
const seedText = (number: string): string =>
  readFileSync(new URL(readdirSync(seeds).find((name) => name.startsWith(number)) ?? '', seeds), 'utf8');

type Status = Finding['status'];

/** The controls as if all found their promises kept, but one. */
const allKeptBut = (id: string, status: Status): Control[] =>
  controls.map((control) => ({
    ...control,
    check: async () => ({ status: control.id === id ? status : 'kept', because: '', counts: {}, samples: [] }),
  }));

type Judge = (id: string, status: Status) => Promise<{ promises: Checked[]; sentences: Written[] }>;
type Checked = { readonly concepts: string[]; readonly controls: string[]; readonly status: Status };
type Written = Pick<FilingSentence, 'code' | 'concepts' | 'mark'>;

/** A carrier that promised what a seed says: its promises and its sentences, judged by the same controls. */
const promiser = async (seed: string): Promise<Judge> => {
  const carrier: TestCarrier = await home.carrier({ clock: Date.parse('2026-01-02T15:00:00Z') });
  const clara: Staff = await carrier.person('Clara Reyes', 'compliance');
  const filed = await carrier.run(clara, importPromises, { name: `Filing ${seed}`, text: seedText(seed) });
  await carrier.run(clara, adoptPromises, { filingId: filed.id, from: '2026-01-01' });
  await carrier.at('2027-01-20T15:00:00Z');
  const { id: filingId } = await carrier.run(clara, openFiling, { year: 2026, companies: null, contact, sender });
  return async (id, status) => {
    const answering = allKeptBut(id, status);
    const outcome = { kind: 'in-compliance' as const };
    const { promises } = await carrier.run(clara, checkPromises(answering, breachBearing), {
      filingId: filed.id,
      year: 2026,
    });
    const { sentences } = await carrier.run(clara, writeFiling(answering), { filingId, outcome, withheld: [] });
    return { promises, sentences };
  };
};

const worth = { supported: 2, partly: 1, untested: 1, contradicted: 0, kept: 2, 'not kept': 0 } as const;
const templates = new Map(chapters.flatMap((chapter) => chapter.templates.map((one) => [one.code, one])));

/** Sentences that are marked better than the check marks a promise behind them. */
const better = ({ promises, sentences }: Awaited<ReturnType<Judge>>): string[] =>
  promises.flatMap(({ concepts, status }) => {
    const behind = sentences.filter((sentence) => sentence.concepts.some((concept) => concepts.includes(concept)));
    // of a promise that says several things at once, the sentence of one of them tells
    if (concepts.length > 1 && behind.some(({ mark }) => worth[mark] <= worth[status])) return [];
    return behind
      .filter(({ mark }) => worth[mark] > worth[status])
      .map(({ code, mark }) => `${code} is ${mark}, ${concepts.join()} is ${status}`);
  });

/** Sentences that say one promise and nothing else, but are not marked as the check marks it. */
const otherwise = ({ promises, sentences }: Awaited<ReturnType<Judge>>): string[] =>
  promises.flatMap(({ concepts, status }) =>
    sentences
      .filter(({ code, concepts: said }) => said.join() === concepts.join() && templates.get(code)?.also.length === 0)
      .filter(
        ({ mark }) => mark !== (status === 'kept' ? 'supported' : status === 'not kept' ? 'contradicted' : status),
      )
      .map(({ code, mark }) => `${code} is ${mark}, ${concepts.join()} is ${status}`),
  );

const answered = new Set<string>();

describe('No sentence of a filing is marked better than the check marks the promise behind it', () => {
  it.each(['000', '001', '004'])('whichever control of the promises of seed %s fails or cannot tell', async (seed) => {
    const judge = await promiser(seed);
    const all = await judge('none of them', 'untested');
    expect(all.sentences.filter(({ mark }) => mark !== 'supported')).toEqual([]);
    for (const { concepts } of all.promises)
      for (const concept of concepts)
        if (all.sentences.some((sentence) => sentence.concepts.includes(concept))) answered.add(concept);
    for (const id of new Set(all.promises.flatMap((promise) => promise.controls)))
      for (const status of ['untested', 'not kept'] as const) {
        const judged = await judge(id, status);
        expect(judged.promises.filter((promise) => promise.controls.includes(id) && promise.status !== status)).toEqual(
          [],
        );
        expect([...better(judged), ...otherwise(judged)], `${id} answers ${status}`).toEqual([]);
      }
  });

  it('and the three seeds make each of P1 to P60, each with a sentence of its own', () => {
    expect(cpniConcepts.map(({ id }) => id).filter((id) => !answered.has(id))).toEqual([]);
  });
});
