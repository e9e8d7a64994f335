import type { ToolStreams } from '../../kernel/tool.ts';
import { tools } from '../../tools.ts';

/** A command that needs the installation: its database, keys or server. Returns the exit status. */
type Command = {
  readonly usage: string;
  readonly says: string;
  run(args: readonly string[], streams: ToolStreams): Promise<number>;
};

const commands: Readonly<Record<string, Command>> = {
  serve: {
    usage: 'compline serve',
    says: 'Start the server (what `npm start` does)',
    run: async (_args, streams) => (await import('./serve.ts')).serve(streams),
  },
  'db stop': {
    usage: 'compline db stop',
    says: 'Stop the embedded database',
    run: async (_args, streams) => (await import('./database.ts')).stop(streams),
  },
};

const help = async ({ write }: ToolStreams): Promise<number> => {
  const lines = [
    ...tools.map((tool) => [tool.usage, tool.says]),
    ...Object.values(commands).map((command) => [command.usage, command.says]),
  ].map(([usage = '', says = '']) => `  ${usage}\n      ${says}`);
  await write(
    `Compline: how a voice provider keeps its promises to the FCC, and proves it.\n\n${lines.join('\n')}\n\n`,
  );
  await write('Exit status: 0 done, 1 findings or bad input lines, 2 usage, 3 a needed part is unavailable.\n');
  return 0;
};

/** Finds and runs a command by its longest matching words. */
export const command = async (args: readonly string[], streams: ToolStreams): Promise<number> => {
  if (args.length === 0 || args[0] === 'help' || args[0] === '--help') return help(streams);
  const name = Object.keys(commands)
    .sort((a, b) => b.length - a.length)
    .find((words) => words.split(' ').every((word, i) => args[i] === word));
  const known = name === undefined ? undefined : commands[name];
  if (name === undefined || known === undefined) {
    streams.complain(`compline: there is no command '${args.join(' ')}'. 'compline help' lists them.`);
    return 2;
  }
  return known.run(args.slice(name.split(' ').length), streams);
};
