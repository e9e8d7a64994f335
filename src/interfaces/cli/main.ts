import { once } from 'node:events';
import type { ToolStreams } from '../../kernel/tool.ts';
import { tools } from '../../tools.ts';

const streams: ToolStreams = {
  input: process.stdin,
  async write(chunk) {
    if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
  },
  complain: (line) => process.stderr.write(`${line}\n`),
};

// a reader that stops early (`| head`) is no failure of ours
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const run = async (args: readonly string[]): Promise<number> => {
  const tool = tools.find((t) => t.command.split(' ').every((word, i) => args[i] === word));
  if (tool !== undefined) return tool.run(args.slice(tool.command.split(' ').length), streams);
  // what needs the database is loaded only now: `law` and `lint` start without it
  const { command } = await import('./command.ts');
  return command(args, streams);
};

const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  streams.complain(`compline: ${told(error)}`);
  process.exitCode = 3;
}
