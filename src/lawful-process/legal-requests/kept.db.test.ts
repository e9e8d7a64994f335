// Both sides of the clocks of a demand, what holds keep from a purge, and what goes after five years.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { olderCarrier, purgeOf, ripeIn, twoPersons } from '../../carriers/retention/retention.example.ts';
import { operations } from '../../operations.ts';
import { legalRequestControls } from './controls.ts';
import { callsOfMarch, type Desk, deskOf, enterIt } from './legal-requests.example.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

/** A carrier of its own with one demand of June 1, 10:00, for June 15. */
const asked = async (change: Parameters<typeof enterIt>[2]) => {
  const carrier = await home.carrier({});
  const desk = await deskOf(carrier);
  const { id: requestId } = await enterIt(carrier, desk.carla, change);
  return { carrier, desk, requestId };
};
type Asked = Awaited<ReturnType<typeof asked>>;

const objected = { kind: 'objected', toName: 'J. Pratt', how: 'mail', note: 'Overbroad' } as const;
const answer = ({ carrier, desk, requestId }: Asked, more: object) =>
  carrier.run(desk.carla, operations['legalRequests.answer'], { requestId, ...objected, ...more });
const close = ({ carrier, desk, requestId }: Asked, outcome: 'objected' | 'withdrawn') =>
  carrier.run(desk.carla, operations['legalRequests.close'], { requestId, outcome, closing: 'Done' });
const june = { from: Date.parse('2026-06-01T05:00:00Z'), until: Date.parse('2026-07-01T05:00:00Z') };
const control = async ({ carrier }: { readonly carrier: TestCarrier }) => {
  const [only] = legalRequestControls;
  if (only === undefined) throw new Error('one control');
  return carrier.look((ctx) => only.check(ctx, june));
};

describe('The promise of 24 hours', () => {
  it.each([
    ['at the very second', '2026-06-02T10:00:00-05:00', 'kept'],
    ['a second later', '2026-06-02T10:00:01-05:00', 'not kept'],
  ])('answered %s, %s, is %s', async (_, at, status) => {
    const one = await asked({});
    await one.carrier.at(at);
    await answer(one, {});
    await close(one, 'objected');
    expect((await control(one)).status).toBe(status);
  });

  it('counts nights and weekends, unlike the clock of tracebacks', async () => {
    const one = await asked({ receivedAt: '2026-05-30T22:30:00-05:00' });
    const shown = await one.carrier.run(one.desk.carla, operations['legalRequests.show'], { requestId: one.requestId });
    expect(shown.promise.dueAt).toBe('2026-05-31T22:30:00-05:00');
  });

  it('is open until then and broken without an answer, never kept for want of demands', async () => {
    const one = await asked({});
    expect(await control(one)).toMatchObject({ status: 'untested', because: expect.stringMatching(/still open/) });
    await one.carrier.at('2026-06-02T10:00:01-05:00');
    expect((await control(one)).status).toBe('not kept');
    const none = { carrier: await home.carrier({}) };
    expect(await control(none)).toMatchObject({ status: 'untested', because: 'no demand by legal process came in' });
  });
});

describe('The day of the demand', () => {
  const told = { kind: 'told-when', comesOn: '2026-06-15' };
  it.each([
    ['its last minute', '2026-06-15T23:59:00-05:00', 'kept'],
    ['the first of the next', '2026-06-16T00:00:00-05:00', 'not kept'],
  ])('ends with the day: an objection in %s, %s, is %s', async (_, at, status) => {
    const one = await asked({});
    await answer(one, told);
    await one.carrier.at(at);
    await answer(one, {});
    await close(one, 'objected');
    expect((await control(one)).status).toBe(status);
  });

  it('once it was met stays so, though it is closed after the day or another day is named', async () => {
    const one = await asked({});
    await answer(one, told);
    await one.carrier.at('2026-06-15T12:00:00-05:00');
    await answer(one, {});
    await one.carrier.at('2026-06-20T12:00:00-05:00');
    expect(await control(one)).toMatchObject({ status: 'untested', because: expect.stringMatching(/in time/) });
    await answer(one, { kind: 'extended', comesOn: '2026-06-21' });
    await close(one, 'objected');
    expect((await control(one)).status).toBe('kept');
  });

  it('that was missed is not mended by a day that is granted after it', async () => {
    const one = await asked({});
    await answer(one, told);
    await one.carrier.at('2026-06-16T12:00:00-05:00');
    await answer(one, {});
    await answer(one, { kind: 'extended', comesOn: '2026-06-30' });
    await close(one, 'objected');
    expect((await control(one)).status).toBe('not kept');
  });

  it('is its issuer’s to extend: we name no later one, and by his leave it moves', async () => {
    const one = await asked({});
    await expect(answer(one, { kind: 'told-when', comesOn: '2026-06-16' })).rejects.toThrow(/later than 2026-06-15/);
    await expect(answer(one, { kind: 'told-when' })).rejects.toThrow(/the day is missing/);
    const { demand } = await answer(one, { kind: 'extended', comesOn: '2026-06-22' });
    expect(demand.due).toBe('2026-06-22');
    expect(demand.steps.map(({ date, counted }) => [date, counted])).toEqual([
      ['2026-06-01', false],
      ['2026-06-15', false],
      ['2026-06-22', true],
    ]);
    await one.carrier.at('2026-06-22T12:00:00-05:00');
    await answer(one, {});
    await close(one, 'objected');
    expect((await control(one)).status).toBe('kept');
  });

  it('where it names none is the one that we told them', async () => {
    const one = await asked({ dueOn: null });
    const dueOf = async () =>
      (await one.carrier.run(one.desk.carla, operations['clocks.list'], {})).items.find(({ key }) =>
        key.startsWith('legal-request:'),
      )?.dueOn;
    expect(await dueOf()).toBe('2026-06-02');
    await answer(one, { kind: 'told-when', comesOn: '2026-06-10' });
    expect(await dueOf()).toBe('2026-06-10');
    await close(one, 'withdrawn');
    expect(await dueOf()).toBeUndefined();
  });
});

describe('What a demand holds', () => {
  it('is kept from every purge from its entry on, then only what counsel names, and goes when counsel ends the hold', async () => {
    const carrier = await olderCarrier(home);
    const desk: Desk = await deskOf(carrier);
    await callsOfMarch(carrier, desk.noor);
    expect(await ripeIn(carrier, desk.carla, 'cdrs')).toBe(1);
    const received = { receivedAt: '2039-12-31T10:00:00-06:00', dueOn: '2040-01-20' };
    const { id: requestId } = await enterIt(carrier, desk.carla, received);
    expect(await ripeIn(carrier, desk.carla, 'cdrs')).toBe(0);
    const two = await twoPersons(carrier);
    await expect(purgeOf(carrier, two, 'cdrs')).rejects.toMatchObject({ type: 'wrong-state' });

    const april = { requestId, classes: ['cdrs'], customers: null, fromDay: '2026-04-01', untilDay: null };
    const narrow = (fromDay: string) =>
      carrier.run(desk.cole, operations['legalRequests.hold'], { ...april, fromDay, classes: [...april.classes] });
    await expect(narrow('2026-03-01')).rejects.toThrow(/Nobody has assessed/);
    await carrier.run(desk.cole, operations['legalRequests.assess'], {
      requestId,
      finding: 'valid',
      mayGive: ['call-detail'],
      why: 'On its face',
    });
    const { holdId } = await narrow('2026-03-12');
    expect(await ripeIn(carrier, desk.carla, 'cdrs')).toBe(0);
    await narrow('2026-03-13');
    expect(await ripeIn(carrier, desk.carla, 'cdrs')).toBe(1);
    await expect(
      carrier.run(desk.cole, operations['holds.end'], { holdId, reason: 'It ended when it was narrowed' }),
    ).rejects.toThrow(/No hold of this id stands/);
  });
});

describe('Five years after it was closed', () => {
  it('its words go, and that it was answered stays', async () => {
    const carrier = await home.carrier({ clock: Date.parse('2035-01-01T12:00:00Z') });
    const desk = await deskOf(carrier);
    const one = { carrier, desk, requestId: '' };
    const received = { receivedAt: '2034-12-31T10:00:00-06:00', dueOn: null };
    const { id: requestId, holdId } = await enterIt(carrier, desk.carla, received);
    await answer({ ...one, requestId }, {});
    await close({ ...one, requestId }, 'objected');
    await carrier.run(desk.cole, operations['holds.end'], { holdId, reason: 'No appeal' });
    await carrier.look(({ tx }) =>
      tx
        .updateTable('carrier')
        .set({ createdAt: Date.parse('2040-06-01T00:00:00Z') })
        .execute(),
    );
    await carrier.at('2039-12-31T18:00:00-06:00');
    expect(await ripeIn(carrier, desk.carla, 'legal')).toBe(0);
    await carrier.at('2040-01-01T00:00:00-06:00');
    expect(await ripeIn(carrier, desk.carla, 'legal')).toBe(1);
    await purgeOf(carrier, await twoPersons(carrier), 'legal');
    const shown = await carrier.run(desk.carla, operations['legalRequests.show'], { requestId });
    expect(shown).toMatchObject({
      authority: '(purged)',
      officer: '(purged)',
      numbers: [],
      outcome: 'objected',
      answers: [{ kind: 'objected', toName: '(purged)', note: '(purged)' }],
    });
  });
});
