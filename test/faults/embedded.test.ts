import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import { stopEmbedded } from '../../src/db/embedded/stop.ts';
import * as scene from './embedded-scene.ts';

const {
  ask,
  copyPackage,
  countingPackage,
  dataIn,
  freshFolder,
  installed,
  isRoot,
  killTrees,
  launch,
  nobody,
  start,
  startAs,
} = scene;
const major = installed.major;
const forRoot = isRoot ? test : test.skip;
const rounds = process.env.COMPLINE_TEST_ALL ? 30 : 3;

beforeAll(async () => {
  await scene.prepareScene();
  if (!isRoot) console.warn('skipped: tests of other users and of root-only folders need root');
});
afterAll(scene.clearScene);

describe('one process', () => {
  test('starts it, ends, and the next joins the same server until it is stopped', async () => {
    const data = dataIn(freshFolder(0o755));
    const first = await start(data);
    expect(first).toMatchObject({ how: 'started' });
    const second = await start(data);
    expect(second).toMatchObject({ how: 'joined', postmasterPid: first.postmasterPid, host: first.host });
    expect(await stopEmbedded(data)).toBe('stopped');
    expect(await stopEmbedded(data)).toBe('not running');
    expect(existsSync(first.host)).toBe(false);
    const third = await start(data);
    expect(third).toMatchObject({ how: 'started' });
    console.info(`first ${first.milliseconds} ms, join ${second.milliseconds} ms, warm ${third.milliseconds} ms`);
  });

  test('listens on a private socket only, writes through to the disk and thinks in UTF-8 and UTC', async () => {
    const data = dataIn(freshFolder(0o755));
    const at = await start(data);
    const shown = await ask(
      at,
      `select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync, current_setting('jit') as jit,
       current_setting('timezone') as zone, current_setting('data_checksums') as checksums,
       pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale, session_user as who
       from pg_database where datname = 'postgres'`,
    );
    expect(shown).toEqual([
      {
        addresses: '',
        fsync: 'on',
        jit: 'off',
        zone: 'UTC',
        checksums: 'on',
        encoding: 'UTF8',
        provider: 'b',
        locale: 'C.UTF-8',
        who: 'compline_owner',
      },
    ]);
    expect(statSync(at.host).mode & 0o777).toBe(0o700);
    expect(statSync(join(data, `pg${major}`)).mode & 0o777).toBe(0o700);
  });

  test('leaves it to a server that is still connected, and stops it when nobody is', async () => {
    const data = dataIn(freshFolder(0o755));
    const at = await startEmbedded(data);
    const { child, lines, ended } = launch(installed.folder, data, 'write', {}, {});
    await expect.poll(() => lines.length, { timeout: 20_000 }).toBeGreaterThan(2);
    expect(await at.leave()).toBe('still used');
    killTrees([child.pid ?? 0]);
    await ended;
    expect(await at.leave()).toBe('stopped');
  });

  test('says in one sentence that the data is of another PostgreSQL version, and touches nothing', async () => {
    const data = dataIn(freshFolder(0o755));
    mkdirSync(join(data, 'pg17'), { recursive: true });
    expect((await start(data)).refused).toContain('was written by PostgreSQL 17');
    expect(readdirSync(data)).toEqual(['pg17']);
  });
});

describe('several processes', () => {
  test('three at once on an empty folder: one makes and starts the database, two join', async () => {
    const folder = freshFolder(0o755);
    const count = join(folder, 'count');
    const counting = countingPackage(folder, count);
    const data = dataIn(folder);
    const said = await Promise.all([1, 2, 3].map(() => startAs({}, counting, data)));
    expect(said.map(({ how }) => how).sort()).toEqual(['joined', 'joined', 'started']);
    expect(new Set(said.map(({ postmasterPid }) => postmasterPid)).size).toBe(1);
    expect(readFileSync(count, 'utf8')).toBe('once\n');
    expect(readdirSync(data).sort()).toEqual([`pg${major}`, 'postgres.log']);
  });

  test('five at once after kill -9 of all: one starts, four join', async () => {
    const data = dataIn(freshFolder(0o755));
    killTrees([(await start(data)).postmasterPid]);
    const said = await Promise.all([1, 2, 3, 4, 5].map(() => start(data)));
    expect(said.map(({ how }) => how).sort()).toEqual(['joined', 'joined', 'joined', 'joined', 'started']);
  });
});

describe('kill -9', () => {
  test('of the program, the server and all its children loses no acknowledged row', async () => {
    const data = dataIn(freshFolder(0o755));
    const restarts: number[] = [];
    let acknowledged: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { child, lines, ended } = launch(installed.folder, data, 'write', {}, {});
      await expect.poll(() => lines.length, { timeout: 30_000, interval: 10 }).toBeGreaterThan(50);
      killTrees([child.pid ?? 0, JSON.parse(lines[0] ?? '').postmasterPid]);
      await ended;
      acknowledged = acknowledged.concat(lines.slice(1).map((line) => JSON.parse(line).acknowledged));
      const after = await start(data);
      expect(after).toMatchObject({ how: 'started' });
      restarts.push(after.milliseconds);
      const kept = new Set((await ask(after, 'select id from kept')).map(({ id }) => Number(id)));
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    }
    console.info(
      `${rounds} kills, ${acknowledged.length} rows acknowledged, 0 lost, restarts ${restarts.join(' ')} ms`,
    );
  });

  test('while the database is being made leaves nothing half made', async () => {
    const data = dataIn(freshFolder(0o755));
    const { child, ended } = launch(installed.folder, data, 'start', {}, {});
    const unfinished = () => (existsSync(data) ? readdirSync(data) : []).some((name) => name.includes('.new-'));
    await expect.poll(unfinished, { timeout: 20_000, interval: 2 }).toBe(true);
    killTrees([child.pid ?? 0]);
    await ended;
    expect(existsSync(join(data, `pg${major}`))).toBe(false);
    expect(await start(data)).toMatchObject({ how: 'started' });
    expect(readdirSync(data).sort()).toEqual([`pg${major}`, 'postgres.log']);
  });

  test('and its number taken by another program, as after a restart of a container, does not stop the next start', async () => {
    const data = dataIn(freshFolder(0o755));
    const first = await start(data);
    const lockFile = join(data, `pg${major}`, 'postmaster.pid');
    const written = readFileSync(lockFile, 'utf8');
    const { uid, gid } = statSync(lockFile);
    killTrees([first.postmasterPid]);
    await sleep(100);
    const stranger = spawn('sleep', ['60'], { ...(isRoot ? { uid, gid } : {}), stdio: 'ignore' });
    writeFileSync(lockFile, written.replace(/^\d+/, String(stranger.pid)));
    const second = await start(data);
    stranger.kill();
    expect(second).toMatchObject({ how: 'started' });
  });
});

describe('users and folders', () => {
  forRoot('root, with data and program in a folder that only root can enter', async () => {
    const folder = freshFolder(0o700);
    const data = dataIn(folder);
    const copy = copyPackage(folder, 'with links');
    expect(await startAs({}, copy, data)).toMatchObject({ how: 'started' });
    expect(await startAs({}, copy, data)).toMatchObject({ how: 'joined' });
  });

  forRoot('root, where neither another user nor a namespace will do, reads what to change', async () => {
    const folder = freshFolder(0o700);
    const { lines, ended } = launch(installed.folder, dataIn(folder), 'start', {}, { PATH: folder });
    await ended;
    expect(JSON.parse(lines[0] ?? '').refused).toContain('PostgreSQL does not run as root');
    expect(readdirSync(join(folder, 'data'))).toEqual([]);
  });

  forRoot('root after an ordinary user: the database stays the user’s', async () => {
    const data = dataIn(freshFolder(0o777));
    expect(await startAs(nobody, installed.folder, data)).toMatchObject({ how: 'started' });
    expect(await start(data)).toMatchObject({ how: 'joined' });
    expect(await stopEmbedded(data)).toBe('stopped');
    expect(await start(data)).toMatchObject({ how: 'started' });
    expect(await stopEmbedded(data)).toBe('stopped');
    expect(await startAs(nobody, installed.folder, data)).toMatchObject({ how: 'started' });
  });

  forRoot('a user who has no name on this machine', async () => {
    const folder = freshFolder(0o777);
    const data = dataIn(folder);
    expect(await startAs({ uid: 54_321, gid: 54_321 }, installed.folder, data)).toMatchObject({ how: 'started' });
    expect(statSync(join(data, `pg${major}`)).uid).toBe(54_321);
  });

  forRoot('another user is told whose the database is', async () => {
    const data = dataIn(freshFolder(0o755));
    await start(data);
    const { refused } = await startAs({ uid: 54_321, gid: 54_321 }, installed.folder, data);
    expect(refused).toContain('belongs to another user');
  });

  forRoot('a socket folder that somebody else made is refused', async () => {
    const folder = freshFolder(0o777);
    const data = dataIn(folder);
    mkdirSync(data);
    chownSync(data, nobody.uid, nobody.gid);
    const trap = join(folder, `compline-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`);
    mkdirSync(trap, { mode: 0o777 });
    const { lines, ended } = launch(installed.folder, data, 'start', nobody, { TMPDIR: folder });
    await ended;
    expect(JSON.parse(lines[0] ?? '').refused).toContain('was made by another user');
    rmSync(trap, { recursive: true });
    expect(await startAs(nobody, installed.folder, data)).toMatchObject({ how: 'started' });
  });
});

describe('after npm ci --ignore-scripts', () => {
  test('the links that npm left out are made, by two processes at once', async () => {
    const folder = freshFolder(0o755);
    const copy = copyPackage(folder, 'without links');
    const data = [dataIn(join(folder, 'a')), dataIn(join(folder, 'b'))];
    const said = await Promise.all(data.map((one) => startAs({}, copy, one)));
    expect(said.map(({ how }) => how)).toEqual(['started', 'started']);
    const links: { target: string }[] = JSON.parse(readFileSync(join(copy, 'native', 'pg-symlinks.json'), 'utf8'));
    expect(links.filter(({ target }) => !lstatSync(join(copy, target)).isSymbolicLink())).toEqual([]);
  });

  forRoot('a user who may not write into node_modules gets links of his own', async () => {
    const folder = freshFolder(0o777);
    const copy = copyPackage(folder, 'without links');
    const data = dataIn(folder);
    expect(await startAs(nobody, copy, data)).toMatchObject({ how: 'started' });
    expect(existsSync(join(data, 'pg-lib', 'libpq.so.5'))).toBe(true);
    expect(existsSync(join(copy, 'native', 'lib', 'libpq.so.5'))).toBe(false);
  });
});
