import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { adoptPromises, undertake } from './adopt.ts';
import { checkPromises } from './check.ts';
import type { Control } from './controls.ts';
import { endFiling, endPromise } from './end.ts';
import type { Bearing } from './evidence.ts';
import { importPromises } from './import.ts';
import { promiseCodes, promisedConcepts } from './in-force.ts';
import { listPromises } from './list.ts';
import { showFiling } from './show.ts';

const seed = (name: string): string =>
  readFileSync(new URL(`../../../test/fixtures/seeds/${name}.txt`, import.meta.url), 'utf8');

const nothingElse: Bearing = async () => () => [];

let home: TestHouse;
let prairie: TestCarrier;
let carla: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-06-01T15:00:00Z') });
  carla = await prairie.person('Carla Byrne', 'compliance');
});
afterAll(() => home.close());

/** A fresh carrier that imported a seed. */
const filer = async (name: string) => {
  const carrier = await home.carrier({ clock: Date.parse('2026-06-01T15:00:00Z') });
  const who = await carrier.person('Cleo Ward', 'compliance');
  const filing = await carrier.run(who, importPromises, { name, text: seed(name) });
  return { carrier, who, filing };
};

const codesAt = (carrier: TestCarrier, instant: string) =>
  carrier.look((ctx) => promiseCodes(ctx, Date.parse(instant)));

describe('A filing that is imported', () => {
  it('keeps each promise with its lines and controls, binds nothing, and is not imported twice', async () => {
    const { carrier, who, filing } = await filer('001_045912b9eb8688bb');
    expect(filing).toMatchObject({ kind: 'cpni-statement', adoptedFrom: null, unmapped: 0 });
    expect(filing.promises.find(({ concepts }) => concepts.includes('P13'))).toMatchObject({
      line: 155,
      endLine: 157,
      codes: ['opt-in-only'],
      controls: ['opt-in-only'],
    });
    expect(await codesAt(carrier, '2026-06-01T15:00:00Z')).toEqual([]);
    expect((await carrier.run(who, showFiling, { filingId: filing.id })).promises).toHaveLength(53);
    await expect(
      carrier.run(who, importPromises, { name: 'again', text: seed('001_045912b9eb8688bb') }),
    ).rejects.toThrow(/imported before/);
    await expect(prairie.run(carla, showFiling, { filingId: filing.id })).rejects.toThrow(/no such filing/);
  });
});

describe('The promises of a seed, adopted', () => {
  it.each([
    [
      '000_40d05d6e093b5b50',
      [
        'agreement-for-partners',
        'no-sale',
        'opt-in-for-partners',
        'refusal-stops-all-marketing',
        'written-authorization-for-new-carrier',
      ],
    ],
    [
      // its opt-in for partners is "for marketing purposes", which the rule asks anyway
      '001_045912b9eb8688bb',
      [
        'agreement-for-partners',
        'no-sale',
        'no-sharing-beyond-service',
        'opt-in-only',
        'phone-release-three-ways',
        'written-authorization-for-new-carrier',
      ],
    ],
    [
      '004_7f302bc2feabb2d6',
      [
        'agreement-for-partners',
        'no-cpni-marketing',
        'no-sale',
        'no-sharing-beyond-service',
        'opt-in-for-partners',
        'opt-in-only',
        'phone-release-three-ways',
        'written-authorization-for-new-carrier',
      ],
    ],
    ['002_512c7f6cd47cc1a9', []],
  ])('%s binds decisions by %j', async (name, codes) => {
    const { carrier, who, filing } = await filer(name);
    expect((await carrier.run(who, adoptPromises, { filingId: filing.id, from: '2026-03-01' })).codes).toEqual(codes);
    expect(await codesAt(carrier, '2026-03-01T05:59:59Z')).toEqual([]);
    expect(await codesAt(carrier, '2026-03-01T06:00:00Z')).toEqual(codes);
  });

  it('bind until they are ended, and the past stays bound', async () => {
    const { carrier, who, filing } = await filer('004_7f302bc2feabb2d6');
    await carrier.run(who, adoptPromises, { filingId: filing.id, from: '2026-03-01' });
    expect(await carrier.look((ctx) => promisedConcepts(ctx, ctx.at))).toContain('P47');
    const { binding } = await carrier.run(who, listPromises, {});
    const marketing = binding.find(({ code }) => code === 'no-cpni-marketing');
    expect(filing.promises.find(({ id }) => id === marketing?.promiseId)?.line).toBe(74);
    await carrier.run(who, endPromise, { carrierPromiseId: marketing?.id ?? '', reason: 'campaigns begin' });
    expect(await codesAt(carrier, '2026-06-01T15:00:00Z')).not.toContain('no-cpni-marketing');
    expect(await codesAt(carrier, '2026-06-01T14:59:59Z')).toContain('no-cpni-marketing');
    await carrier.at('2026-07-01T15:00:00Z');
    expect((await carrier.run(who, endFiling, { filingId: filing.id, reason: 'replaced' })).codes).toEqual([]);
    expect(await carrier.look((ctx) => promisedConcepts(ctx, ctx.at))).toEqual([]);
    expect(await codesAt(carrier, '2026-06-30T00:00:00Z')).toContain('opt-in-only');
    await expect(carrier.run(who, endFiling, { filingId: filing.id, reason: 'again' })).rejects.toThrow(/not in force/);
    await expect(carrier.run(who, adoptPromises, { filingId: filing.id, from: '2026-07-01' })).rejects.toThrow(
      /adopted already/,
    );
  });
});

describe('Who may promise', () => {
  it('is a person of compliance or an officer: no machine, no agent; the rule itself is no promise', async () => {
    const { carrier, who, filing } = await filer('003_8872e92c37d9404a');
    const adopt = { filingId: filing.id, from: '2026-03-01' };
    await expect(carrier.run(who, adoptPromises, adopt)).rejects.toThrow(/rule itself/);
    await expect(carrier.run(carrier.machine('importer', 'compliance'), adoptPromises, adopt)).rejects.toThrow(
      /person/,
    );
    const agnes = await carrier.person('Agnes Ortiz', 'agent');
    await expect(carrier.run(agnes, importPromises, { name: 'x', text: 'We will.' })).rejects.toThrow(/roles/);
    await expect(carrier.run(agnes, undertake, { code: 'no-sale', from: '2026-03-01', source: 'web' })).rejects.toThrow(
      /roles/,
    );
  });
});

describe('A promise made elsewhere', () => {
  it('binds by its code once, not from tomorrow', async () => {
    const promise = { code: 'no-sale', source: 'privacy policy' } as const;
    expect((await prairie.run(carla, undertake, { ...promise, from: '2026-05-01' })).codes).toEqual(['no-sale']);
    await expect(prairie.run(carla, undertake, { ...promise, from: '2026-05-02' })).rejects.toThrow(/stands already/);
    await expect(
      prairie.run(carla, undertake, { ...promise, code: 'opt-in-only', from: '2026-06-02' }),
    ).rejects.toThrow(/future/);
  });
});

describe('A year of promises', () => {
  it('shows what no control can prove as untested, and never as kept', async () => {
    const { carrier, who, filing } = await filer('004_7f302bc2feabb2d6');
    const year = { filingId: filing.id, year: 2026 };
    const nothing = await carrier.run(who, checkPromises([], nothingElse), year);
    expect([nothing.kept, nothing.notKept, nothing.untested]).toEqual([0, 0, 49]);
    await expect(carrier.run(who, checkPromises([], nothingElse), { ...year, year: 2027 })).rejects.toThrow(
      /not begun/,
    );
  });

  it('is kept only when every control of a promise says so, and broken by one', async () => {
    const { carrier, who, filing } = await filer('004_7f302bc2feabb2d6');
    const saying = (id: string, status: 'kept' | 'not kept'): Control => ({
      id,
      says: id,
      law: '',
      check: async () => ({ status, because: `${id} ${status}`, counts: { [id]: 1 }, samples: [] }),
    });
    const statusOf = async (controls: readonly Control[]) => {
      const { promises } = await carrier.run(who, checkPromises(controls, nothingElse), {
        filingId: filing.id,
        year: 2026,
      });
      return promises.find(({ concepts }) => concepts.includes('P21'));
    };
    const supervised = saying('supervision', 'kept');
    expect(await statusOf([supervised])).toMatchObject({ status: 'untested' });
    expect(await statusOf([supervised, saying('retention-campaigns', 'kept')])).toMatchObject({
      status: 'kept',
      counts: { supervision: 1, 'retention-campaigns': 1 },
    });
    expect(await statusOf([supervised, saying('retention-campaigns', 'not kept')])).toMatchObject({
      status: 'not kept',
      because: 'retention-campaigns not kept',
    });
  });
});
