import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ToolStreams } from '../../../kernel/tool.ts';
import { convertTool } from './convert-tool.ts';

const folder = mkdtempSync(join(tmpdir(), 'compline-canonical-'));

const converted = async (args: readonly string[]): Promise<{ out: string; told: string[] }> => {
  let out = '';
  const told: string[] = [];
  const streams: ToolStreams = {
    input: (async function* () {})(),
    write: async (text) => {
      out += text;
    },
    complain: (line) => told.push(line),
  };
  await convertTool(args, streams);
  return { out, told };
};

it('What was converted once is read back as it stands, but for where it was read', async () => {
  const first = await converted(['--format', 'freeswitch-json', 'test/fixtures/cdr/freeswitch_json_cdr.ndjson']);
  const file = join(folder, 'calls.ndjson');
  writeFileSync(file, first.out);
  const second = await converted(['--format', 'canonical', file]);
  const bare = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => ({ ...JSON.parse(line), source_id: '', source_row: 0 }));
  expect(bare(second.out)).toEqual(bare(first.out));
});

it('A call with an outcome that is none, or an instant that is none, is quarantined by the name of the field', async () => {
  const file = join(folder, 'bad.ndjson');
  writeFileSync(
    file,
    '{"call_key":"a","start":"2026-03-10T10:00:00Z","outcome":"fine"}\n{"call_key":"b","start":"soon"}\n',
  );
  const { out, told } = await converted(['--format', 'canonical', file]);
  expect(out).toBe('');
  expect(told.join('\n')).toMatch(/line 1: outcome: 'fine'[\s\S]*line 2: .*start/);
});
