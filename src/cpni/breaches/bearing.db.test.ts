import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';

let home: TestHouse;
let prairie: TestCarrier;
let carla: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-06-01T15:00:00Z') });
  carla = await prairie.person('Carla Stein', 'compliance');
});
afterAll(() => home.close());

const told =
  'It is the policy of Prairie to train its personnel as to the circumstances under which CPNI may, and may not, be used or disclosed.';

describe('A promise that a breach touches', () => {
  it('is not kept while the breach contradicts it, is never wholly kept while it touches it in part, and stands again when the mark is taken back', async () => {
    const filing = { name: 'Statement of 2025', text: told };
    const { id: filingId, promises } = await prairie.run(carla, operations['promises.import'], filing);
    expect(promises.map(({ concepts }) => concepts)).toEqual([['P29']]);
    await prairie.run(carla, operations['promises.adopt'], { filingId, from: '2026-06-01' });
    const { id: breachId } = await prairie.run(carla, operations['breaches.record'], {
      discoveredAt: '2026-06-01T09:00:00-05:00',
      intentional: 'yes',
      cpni: ['call-detail'],
      customers: 40,
      circumstances: 'A clerk who was never trained read call lists out.',
    });
    const mark = (effect: 'contradicts' | 'partly' | 'none') =>
      prairie.run(carla, operations['breaches.markConcepts'], { breachId, concepts: [{ concept: 'P29', effect }] });
    const judged = async () => {
      const answer = await prairie.run(carla, operations['promises.check'], { filingId, year: 2026 });
      const [promise] = answer.promises;
      const beside = promise?.evidence.filter(({ control }) => control === 'breach-concepts');
      return { status: promise?.status, notKept: answer.notKept, mark: promise?.mark, beside };
    };
    const before = await judged();
    expect(before).toEqual({ status: 'untested', notKept: 0, mark: 'untested', beside: [] });
    await mark('contradicts');
    expect(await judged()).toMatchObject({
      status: 'not kept',
      notKept: 1,
      mark: 'contradicted',
      beside: [{ samples: [`breach:${breachId}`] }],
    });
    await mark('partly');
    expect(await judged()).toMatchObject({ mark: 'untested', beside: [{ status: 'untested' }] });
    await mark('none');
    expect(await judged()).toEqual(before);
  });

  it('is shown with the breach in the words of the filing in force', async () => {
    const { items } = await prairie.run(carla, operations['breaches.list'], {});
    const { items: concepts } = await prairie.run(carla, operations['breaches.concepts'], {
      breachId: items[0]?.id ?? '',
    });
    const own = concepts.filter(({ promised }) => promised.length > 0);
    expect(own.map(({ concept, promised }) => [concept, promised])).toEqual([['P29', [told]]]);
  });
});
