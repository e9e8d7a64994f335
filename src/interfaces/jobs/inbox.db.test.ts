import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { asJson } from '../../db/context.ts';
import { listCallFiles } from '../../robocall/traffic/calls/files.ts';
import { addCallSource } from '../../robocall/traffic/calls/sources.ts';
import { takeInboxes } from './inbox.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let folder = '';
const complaints: string[] = [];

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  noor = await prairie.person('Noor Haddad', 'network');
  const { id } = await prairie.run(noor, addCallSource, { name: 'our switch', format: 'canonical' });
  folder = join(home.dataFolder, 'inbox', id);
  mkdirSync(folder, { recursive: true });
});
afterAll(() => home.close());

const call = (n: number) =>
  `${JSON.stringify({ call_key: `c${n}`, from: '+12025550143', to: '+13035550120', start: `2026-03-10T14:02:0${n}.000Z`, outcome: 'busy' })}\n`;
const put = (name: string, text: string, age: number) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  const at = (Date.now() - age) / 1000;
  utimesSync(path, at, at);
};
const take = () => takeInboxes(home.connections, Date.now(), (line) => complaints.push(line));

it('A file that lies in the inbox of a source is taken in once it is at rest, and moved; one still written to waits', async () => {
  put('a.ndjson', call(1) + call(2), 60_000);
  put('b.ndjson', call(3), 1000);
  await take();
  expect(readdirSync(folder).sort()).toEqual(['b.ndjson', 'done']);
  expect(readdirSync(join(folder, 'done'))).toEqual(['a.ndjson']);
  put('b.ndjson', call(3), 60_000);
  await take();
  await take();
  const { items } = await prairie.run(noor, listCallFiles, {});
  expect(items.map(({ name, calls, takenBy }) => [name, calls, takenBy])).toEqual([
    ['b.ndjson', 1, 'inbox'],
    ['a.ndjson', 2, 'inbox'],
  ]);
  expect(complaints).toEqual([]);
});

it('What cannot be taken in is set aside with a word, and the next file is taken all the same', async () => {
  put('c'.repeat(240), call(4), 60_000);
  put('d.ndjson', call(5), 60_000);
  mkdirSync(join(home.dataFolder, 'calls'), { recursive: true });
  await prairie.look(({ tx }) =>
    tx
      .updateTable('callSource')
      .set({ mapping: JSON.stringify({ header: 'no' }) as never })
      .execute(),
  );
  await take();
  expect(readdirSync(join(folder, 'failed')).sort()).toHaveLength(2);
  expect(complaints[0]).toContain('lies in failed/');
});

it('A file whose taking in failed does not arrive for ever, and is taken in at once when it is put there again', async () => {
  const states = async () =>
    new Map((await prairie.run(noor, listCallFiles, {})).items.map(({ name, state, calls }) => [name, [state, calls]]));
  expect((await states()).get('d.ndjson')).toEqual(['broken', 0]);
  await prairie.look(({ tx }) =>
    tx
      .updateTable('callSource')
      .set({ mapping: asJson({}) })
      .execute(),
  );
  put('d.ndjson', call(5), 60_000);
  await take();
  expect((await states()).get('d.ndjson')).toEqual(['kept', 1]);
});

it('A file that another import is taking in waits for it, and the next one is taken in meanwhile', async () => {
  const sha256 = createHash('sha256').update(call(6)).digest('hex');
  await prairie.look(async ({ tx, id, at }) => {
    const { id: sourceId } = await tx.selectFrom('callSource').select('id').executeTakeFirstOrThrow();
    const nothing = { calls: 0, doubles: 0, quarantined: 0, firstAt: null, lastAt: null };
    const file = { id: id(), sourceId, name: 'e', sha256, bytes: 9, state: 'arriving' as const, ...nothing };
    await tx
      .insertInto('callFile')
      .values({ ...file, takenAt: at, takenBy: 'another', keptFrom: at })
      .execute();
  });
  put('e.ndjson', call(6), 60_000);
  put('f.ndjson', call(7), 60_000);
  await take();
  expect(readdirSync(folder).sort()).toEqual(['done', 'e.ndjson', 'failed']);
  expect(readdirSync(join(folder, 'done'))).toContain('f.ndjson');
});

it('A file of a source whose format is read no more is set aside with a word, and does not wait for ever', async () => {
  const formatOf = (format: string) => prairie.look(({ tx }) => tx.updateTable('callSource').set({ format }).execute());
  await formatOf('no longer read');
  put('g.ndjson', call(8), 60_000);
  await take();
  await formatOf('canonical');
  expect(readdirSync(join(folder, 'failed'))).toContain('g.ndjson');
  expect(complaints.at(-1)).toMatch(/g\.ndjson cannot be taken in .* The format no longer read is not read any more/);
});

it('What stops the inbox of one carrier is told, and the files of the next carrier are taken', async () => {
  const lakes = await home.carrier({ name: 'Lakes Voice LLC', shortName: 'Lakes Voice', filerId: '829998' });
  const lena = await lakes.person('Lena Voss', 'network');
  const { id } = await lakes.run(lena, addCallSource, { name: 'their switch', format: 'canonical' });
  const theirs = join(home.dataFolder, 'inbox', id);
  mkdirSync(theirs, { recursive: true });
  writeFileSync(join(theirs, 'h.ndjson'), call(9));
  utimesSync(join(theirs, 'h.ndjson'), 1, 1);
  // where a folder should be lies a file
  renameSync(folder, `${folder}.away`);
  writeFileSync(folder, '');
  await take();
  expect(readdirSync(join(theirs, 'done'))).toEqual(['h.ndjson']);
  expect(complaints.at(-1)).toMatch(`inbox of carrier ${prairie.id} failed`);
});
