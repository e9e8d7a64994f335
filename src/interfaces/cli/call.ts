import { open as openFile } from 'node:fs/promises';
import { byKey } from '../../carriers/staff/authenticate.ts';
import type { Connections } from '../../db/connect.ts';
import type { Asking } from '../../db/context.ts';
import { randomIds } from '../../kernel/id.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import type { ToolStreams } from '../../kernel/tool.ts';
import { problemOf } from '../http/answer.ts';
import { invoke, invokeStream, listed } from '../invoke.ts';
import { type Given, readArguments } from './arguments.ts';
import { withInstallation } from './installation.ts';

const callUsage =
  'compline call OPERATION [JSON] [--key SECRET] [--idempotency-key KEY] [--out FILE]   (the key also from COMPLINE_KEY; the password of its person, where an act asks for it, from COMPLINE_PASSWORD)';

const given = (args: readonly string[]): Given => {
  const read = readArguments(args, ['key', 'idempotency-key', 'out']);
  if (typeof read === 'string') return refuse('invalid-input', `${read}.`, `Usage: ${callUsage}`);
  if (read.words.length < 1 || read.words.length > 2)
    refuse('invalid-input', 'One operation and at most one JSON object are taken.', `Usage: ${callUsage}`);
  return read;
};

const inputOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('invalid-input', 'The second word is not JSON.', 'Quote it: \'{"limit":10}\'.');
  }
};

const askingBy = async ({ platform }: Connections, secret: string): Promise<Asking> => {
  const at = Date.now();
  const identity = await byKey(platform, secret, at);
  if (identity === null)
    return refuse('not-signed-in', 'The key is unknown, expired or revoked.', 'Give one by --key or COMPLINE_KEY.');
  const proof = { by: 'key', password: process.env.COMPLINE_PASSWORD ?? null } as const;
  return { ...identity, proof, at, id: randomIds(at) };
};

type Chunks = AsyncIterable<string | Uint8Array>;

const save = async (chunks: Chunks, file: string): Promise<void> => {
  const out = await openFile(file, 'wx');
  try {
    for await (const chunk of chunks) await out.write(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  } finally {
    await out.close();
  }
};

const print = async (chunks: Chunks, { write }: ToolStreams): Promise<void> => {
  const decoder = new TextDecoder();
  for await (const chunk of chunks)
    await write(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }));
};

const isText = (mediaType: string): boolean => /^text\/|json|csv/.test(mediaType);

const run = async (connections: Connections, { words, options }: Given, streams: ToolStreams): Promise<void> => {
  const [name = '', text = '{}'] = words;
  const operation = listed.get(name);
  if (operation === undefined)
    return refuse('not-found', `There is no operation '${name}'.`, "'compline call list' lists them.");
  const asking = await askingBy(connections, options.get('key') ?? process.env.COMPLINE_KEY ?? '');
  const input = inputOf(text);
  const key = options.get('idempotency-key') ?? null;
  if (!('stream' in operation))
    return streams.write(`${JSON.stringify(await invoke(connections, name, asking, { input, key }))}\n`);
  const file = options.get('out');
  if (file === undefined && !isText(operation.writes))
    refuse('wrong-media-type', `${name} writes ${operation.writes}.`, 'Name a file by --out.');
  const chunks = await invokeStream(connections, operation, asking, { input, body: streams.input, key });
  await (file === undefined ? print(chunks, streams) : save(chunks, file));
};

const listAll = async ({ write }: ToolStreams): Promise<number> => {
  for (const [name, { http, says, may }] of listed) await write(`${JSON.stringify({ name, http, says, may })}\n`);
  return 0;
};

/** `compline call`: any operation of the list, as the holder of a key, in this process. A problem is printed as over HTTP. */
export const call = async (args: readonly string[], streams: ToolStreams): Promise<number> => {
  if (args.length === 1 && args[0] === 'list') return listAll(streams);
  return withInstallation(streams, async (connections) => {
    const asked = given(args);
    try {
      await run(connections, asked, streams);
      return 0;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      await streams.write(`${JSON.stringify(problemOf(error).body)}\n`);
      return 1;
    }
  });
};
