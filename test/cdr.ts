import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CanonicalCall } from '../src/robocall/traffic/canonical.ts';
import { convertTool } from '../src/robocall/traffic/cdr/convert-tool.ts';

/** The path of a file of call records in the fixtures. */
export const fixture = (name: string): string => fileURLToPath(new URL(`./fixtures/cdr/${name}`, import.meta.url));

/** What `compline cdr convert` gives for arguments and standard input. */
export const convertCli = async (args: readonly string[], input: string | Uint8Array) => {
  let out = '';
  const complaints: string[] = [];
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  const status = await convertTool(args, {
    input: (async function* () {
      if (bytes.length > 0) yield bytes;
    })(),
    write: async (chunk) => {
      out += chunk;
    },
    complain: (line) => void complaints.push(line),
  });
  const calls: CanonicalCall[] =
    out === ''
      ? []
      : out
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line));
  return { status, calls, complaints };
};

/** The same for text in a format, of a switch in New York. */
export const converted = (format: string, input: string | Uint8Array) =>
  convertCli(['--format', format, '--zone', 'America/New_York'], input);

/** What a true record of a call holds; `from` to `released_by` as the canonical call has them. */
type TrueCall = Pick<
  CanonicalCall,
  'call_key' | 'from' | 'to' | 'start' | 'ring' | 'answer' | 'end' | 'talk_ms' | 'sip' | 'q850' | 'released_by'
>;

/** The six calls that every fixture tells of, as they truly were. */
export const sixCalls: readonly TrueCall[] = readFileSync(fixture('canonical.ndjson'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** The numbers at the end of the closing sentence of a run. */
export const counted = (complaints: readonly string[]) => {
  const [rows = 0, calls = 0, joined = 0, doubles = 0, aside = 0, quarantined = 0] = [
    ...(complaints.at(-1) ?? '').matchAll(/(?<![\w-])\d+/g),
  ].map(([text]) => Number(text));
  return { rows, calls, joined, doubles, aside, quarantined };
};
