// Which lists count today and for which area codes; and one that was taken in by mistake, which counts no more.
import { existsSync, utimesSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../../test/house.ts';
import { systemAsks, workOf } from '../../../db/context.ts';
import { operations } from '../../../operations.ts';
import { tidyLists } from './tidy.ts';
import { pathOf } from './which.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-03-11T15:00:00Z') });
  noor = await prairie.person('Noor Haddad', 'network');
});
afterAll(() => home.close());

type Kind = 'do-not-call' | 'reassigned';
const take = async (kind: Kind, publishedOn: string, text: string): Promise<{ id: string; outcome: string }> =>
  JSON.parse(await prairie.stream(noor, operations['calledLists.import'], { kind, publishedOn }, text));
const listed = async () => (await prairie.run(noor, operations['calledLists.list'], {})).items;
const standings = async () => (await listed()).map(({ publishedOn, standing }) => [publishedOn, standing]);
const away = (listId: string) =>
  prairie.run(noor, operations['calledLists.takeAway'], { listId, why: 'It is of another carrier’s account' });

const colorado = '3034200001\n3034200002\n';
const both = `${colorado}2124200001\n`;

describe('A list', () => {
  it('of the registry counts area code by area code as long as none newer has it, and says for which', async () => {
    await take('do-not-call', '2026-03-01', both);
    expect(await standings()).toEqual([['2026-03-01', 'in-force']]);
    await take('do-not-call', '2026-03-09', colorado);
    expect(await standings()).toEqual([
      ['2026-03-09', 'in-force'],
      ['2026-03-01', 'in-force-in-part'],
    ]);
    expect((await listed()).map(({ areaCodesInForce }) => areaCodesInForce)).toEqual([[303], [212]]);
    await take('do-not-call', '2026-03-10', both);
    expect((await standings()).slice(1)).toEqual([
      ['2026-03-09', 'replaced'],
      ['2026-03-01', 'replaced'],
    ]);
  });

  it('of reassigned numbers counts for a month from the day that was asked about, and says until when and why', async () => {
    await take('reassigned', '2026-02-08', '3034200001,yes\n');
    await take('reassigned', '2026-02-01', '3034200001,yes\n');
    const [old, young] = await listed();
    expect(young).toMatchObject({ standing: 'in-force', until: { due: '2026-03-11' } });
    expect(old).toMatchObject({ standing: 'over', until: { due: '2026-03-04' } });
    expect(young?.until?.steps.map(({ date, counted }) => [date, counted])).toEqual([
      ['2026-02-08', false],
      ['2026-03-11', true],
    ]);
  });
});

describe('A list that is taken away', () => {
  it('counts no more, and what it stood in front of counts again', async () => {
    const newest = (await listed()).find(({ publishedOn }) => publishedOn === '2026-03-10');
    await away(newest?.id ?? '');
    expect((await standings()).slice(2)).toEqual([
      ['2026-03-10', 'taken-away'],
      ['2026-03-09', 'in-force'],
      ['2026-03-01', 'in-force-in-part'],
    ]);
    expect((await listed()).find(({ id }) => id === newest?.id)).toMatchObject({
      ...{ goneBy: 'Noor Haddad', goneWhy: 'It is of another carrier’s account', areaCodesInForce: [] },
    });
    await expect(away(newest?.id ?? '')).rejects.toThrow(/taken away already, by Noor Haddad/);
  });

  it('loses its file, and the same one may be taken in again, as a list of its own', async () => {
    const gone = (await listed()).find(({ standing }) => standing === 'taken-away')?.id ?? '';
    const path = pathOf({ dataFolder: home.dataFolder, carrier: { id: prairie.id } }, gone);
    expect(existsSync(path)).toBe(true);
    const old = new Date('2026-03-01T00:00:00Z');
    utimesSync(path, old, old);
    const work = await workOf(home.connections, systemAsks(prairie.id, 'test', Date.parse('2026-03-11T15:00:00Z')));
    await tidyLists(work, home.dataFolder, Date.now());
    expect(existsSync(path)).toBe(false);
    const again = await take('do-not-call', '2026-03-10', both);
    expect(again.outcome).toBe('recorded');
    expect(again.id).not.toBe(gone);
    expect((await take('do-not-call', '2026-03-10', both)).outcome).toBe('known');
  });

  it('has the days scored again of which it told', async () => {
    const lakes = await home.carrier({ name: 'Lakes Voice LLC', shortName: 'Lakes' });
    await lakes.at('2026-03-11T15:00:00Z');
    const lena = await lakes.person('Lena Park', 'compliance');
    const asked = { kind: 'do-not-call', publishedOn: '2026-03-01' } as const;
    const { id: listId } = JSON.parse(await lakes.stream(lena, operations['calledLists.import'], asked, both));
    const scored = { day: '2026-03-05', calls: 0, attempts: 10, accounts: 1, flagged: 0, scoredAt: 1 };
    await lakes.look(({ tx }) => tx.insertInto('trafficScoring').values(scored).execute());
    const jobs = () =>
      home.connections.platform
        .selectFrom('job')
        .select('key')
        .where('kind', '=', 'traffic.scoreDay')
        .where('carrierId', '=', lakes.id)
        .execute();
    expect(await jobs()).toEqual([]);
    await lakes.run(lena, operations['calledLists.takeAway'], { listId, why: 'Of the wrong day' });
    expect(await jobs()).toMatchObject([{ key: expect.stringMatching(/^2026-03-05 /) }]);
  });

  it('is nobody else’s: not of another carrier, nor of who only reads', async () => {
    const [first] = await listed();
    const harbor = await home.carrier({ name: 'Harbor Voice LLC', shortName: 'Harbor' });
    const hana = await harbor.person('Hana Ito', 'network');
    const asked = { listId: first?.id ?? '', why: 'Not ours' };
    await expect(harbor.run(hana, operations['calledLists.takeAway'], asked)).rejects.toMatchObject({
      type: 'not-found',
    });
    const auditor = await prairie.person('Ada Wynn', 'auditor');
    await expect(prairie.run(auditor, operations['calledLists.takeAway'], asked)).rejects.toMatchObject({
      type: 'not-allowed',
    });
  });
});
