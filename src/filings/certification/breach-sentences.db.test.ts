import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { markOf } from '../../carriers/promises/evidence.ts';
import { markConcepts } from '../../cpni/breaches/concepts.ts';
import { recordBreach } from '../../cpni/breaches/enter.ts';
import { operations } from '../../operations.ts';
import { openFiling } from './open.ts';

let home: TestHouse;
let prairie: TestCarrier;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2027-01-20T15:00:00Z') });
});
afterAll(() => home.close());

const contact = {
  name: 'Clara Reyes',
  organization: 'Prairie Voice LLC',
  address: ['12 Elm Street', 'Des Moines, IA 50309'],
  telephone: '+1 515 555 0100',
  email: 'compliance@prairievoice.example',
};

describe('A breach that touches what a sentence says', () => {
  it('contradicts it in the year of its discovery, in part does not, and the year after is clean of it', async () => {
    const clara = await prairie.person('Clara Reyes', 'compliance');
    const breachOn = (discoveredAt: string) =>
      prairie.run(clara, recordBreach, {
        discoveredAt,
        intentional: 'yes',
        cpni: ['billing'],
        customers: 3,
        circumstances: 'Bills were sold.',
      });
    const last = await breachOn('2026-12-31T23:59:00-06:00');
    const next = await breachOn('2027-01-01T00:01:00-06:00');
    const sender = { ...contact, title: 'Compliance manager', capacity: 'company' as const };
    const opening = { year: 2026, companies: null, contact, sender };
    const { id: filingId } = await prairie.run(clara, openFiling, opening);
    const gate = async () => {
      const outcome = { kind: 'in-compliance' as const };
      const written = await prairie.run(clara, operations['filings.write'], { filingId, outcome, withheld: [] });
      expect(written.figures.breaches).toBe(1);
      return written.sentences.find(({ code }) => code === 'gate')?.mark;
    };
    const mark = (breachId: string, effect: 'contradicts' | 'partly' | 'none') =>
      prairie.run(clara, markConcepts, { breachId, concepts: [{ concept: 'P5', effect }] });
    await mark(next.id, 'contradicts');
    expect(await gate()).toBe('untested');
    await mark(last.id, 'contradicts');
    expect(await gate()).toBe('contradicted');
    await mark(last.id, 'partly');
    expect(await gate()).toBe('untested');
    await mark(last.id, 'none');
    expect(await gate()).toBe('untested');
  });

  it('in part leaves a sentence that its controls support partly shown, never supported', () => {
    expect(markOf([{ status: 'kept' }, { status: 'untested' }])).toBe('partly');
    expect(markOf([{ status: 'kept' }])).toBe('supported');
  });
});
