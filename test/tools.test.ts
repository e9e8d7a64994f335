import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../bin/compline', import.meta.url));
const seed = fileURLToPath(new URL('./fixtures/seeds/000_40d05d6e093b5b50.txt', import.meta.url));

// tells at the end what of the process was native code of a package
const spy = `data:text/javascript,process.on('exit',()=>console.error('native:'+process.report.getReport().sharedObjects.filter((o)=>o.endsWith('.node')).join()))`;

const compline = (args: readonly string[], input: string) => {
  const done = spawnSync(process.execPath, ['--import', spy, program, ...args], { input, encoding: 'utf8' });
  return { status: done.status, out: done.stdout, err: done.stderr };
};

describe('the tools of the command line', () => {
  it('law decide, law ask, law clock, law doubts, law where, lint, ledger verify and cdr convert load nothing native', () => {
    const calls = [
      ['law', 'decide'],
      ['law', 'ask'],
      ['law', 'clock'],
      ['law', 'doubts'],
      ['law', 'where', '64.2008(d)'],
      ['lint', seed],
      ['ledger', 'verify', '-'],
      ['cdr', 'convert', '--format', 'freeswitch-csv', '--zone', 'UTC'],
    ];
    for (const args of calls)
      expect([args, compline(args, '').err]).toEqual([args, expect.stringMatching(/native:\n$/)]);
  });

  it('law decide and law clock read standard input, or files in turn, or both', () => {
    const folder = mkdtempSync(join(tmpdir(), 'compline-tools-'));
    const clock = (id: string): string => `{"id":"${id}","clock":"biennial-notice","sent":"2026-11-20"}`;
    try {
      const [first, second] = [join(folder, 'first.ndjson'), join(folder, 'second.ndjson')];
      writeFileSync(first, clock('a'));
      writeFileSync(second, `${clock('c')}\n{\n`);
      const { status, out } = compline(['law', 'clock', first, '-', second], `${clock('b')}\n`);
      const answers = out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(status).toBe(1);
      expect(answers.map(({ id }) => id)).toEqual(['a', 'b', 'c', null]);
      expect(answers[3]).toMatchObject({ line: 4, error: { type: 'invalid-facts', detail: expect.any(String) } });
      expect(compline(['law', 'decide', second], '')).toMatchObject({
        status: 1,
        out: expect.stringContaining('"line":2'),
      });
      const missing = compline(['law', 'decide', first, join(folder, 'third.ndjson')], '');
      expect(missing).toMatchObject({ status: 2, out: '', err: expect.stringContaining('third.ndjson') });
      expect(compline(['law', 'clock', folder], '')).toMatchObject({
        status: 2,
        err: expect.stringContaining('folder'),
      });
      expect(compline(['law', 'clock', '--json'], '')).toMatchObject({
        status: 2,
        err: expect.stringContaining('--json'),
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('law where names the rule, its period, and the operations and tests that speak of the paragraph', () => {
    const { status, out } = compline(['law', 'where', '47 CFR 64.2008(d)(1)'], '');
    expect(status).toBe(0);
    expect(out).toMatch(/^47 CFR 64\.2008\(d\)\(1\)\n {2}\S.*\n {2}in force since \d{4}-\d\d-\d\d\n/);
    expect(out).toMatch(/^operations: .*notices\./m);
    expect(out).toMatch(/^tests: .*\.test\.ts/m);
  });

  it('a command that takes nothing says so instead of doing its work', () => {
    for (const args of [
      ['serve', '--port'],
      ['db', 'stop', 'now'],
      ['law', 'doubts', 'D-1'],
    ])
      expect(compline(args, '')).toMatchObject({ status: 2, out: '', err: expect.stringContaining('Usage: ') });
  });

  it('what is no paragraph of an encoded section is a mistake in the call, not an empty answer', () => {
    expect(compline(['law', 'where', '12 CFR 1.1'], '')).toMatchObject({ status: 2, out: '' });
    expect(compline(['law', 'where'], '')).toMatchObject({ status: 2, out: '' });
  });

  it('lint refuses options it does not know, by name, and finds errors in a seed', () => {
    expect(compline(['lint', seed, '--yaer', '2011'], '')).toMatchObject({
      status: 2,
      err: expect.stringContaining('--yaer'),
    });
    expect(compline(['lint', seed, '--filed', '2012-02-30'], '')).toMatchObject({
      status: 2,
      err: expect.stringContaining('--filed'),
    });
    const { status, out } = compline(['lint', '--json', seed], '');
    expect(status).toBe(1);
    for (const line of out.trim().split('\n'))
      expect(JSON.parse(line)).toMatchObject({ file: seed, code: expect.any(String) });
  });
});
