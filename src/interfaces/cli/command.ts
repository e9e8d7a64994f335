import type { ToolStreams } from '../../kernel/tool.ts';
import { tools } from '../../tools.ts';
import { readArguments } from './arguments.ts';

/** A command that needs the installation: its database, keys or server. Returns the exit status. */
type Command = {
  readonly usage: string;
  readonly says: string;
  run(args: readonly string[], streams: ToolStreams): Promise<number>;
};

/** A command that takes exactly one file. */
const ofFile = (name: string, says: string, run: (file: string, streams: ToolStreams) => Promise<number>): Command => ({
  usage: `compline ${name} FILE`,
  says,
  async run(args, streams) {
    const given = readArguments(args, []);
    const file = typeof given === 'string' ? undefined : given.words[0];
    if (typeof given === 'string' || file === undefined || given.words.length > 1) {
      streams.complain(
        `compline: ${typeof given === 'string' ? given : 'name one file'}. Usage: compline ${name} FILE`,
      );
      return 2;
    }
    return run(file, streams);
  },
});

/** A command that takes nothing. */
const alone = (name: string, says: string, run: (streams: ToolStreams) => Promise<number>): Command => ({
  usage: `compline ${name}`,
  says,
  async run(args, streams) {
    if (args.length === 0) return run(streams);
    streams.complain(`compline: nothing more is taken after the command. Usage: compline ${name}`);
    return 2;
  },
});

const commands: Readonly<Record<string, Command>> = {
  'gate-worker': alone(
    'gate-worker',
    'One of the processes that answer calls; `compline serve` starts it',
    async (streams) => (await import('./gate-worker.ts')).gateWorker(streams),
  ),
  backup: ofFile(
    'backup',
    'Write everything of one moment into a file, keys sealed by a passphrase',
    async (file, streams) => (await import('./backup.ts')).writeBackup(file, streams),
  ),
  restore: ofFile(
    'restore',
    'Restore a backup into an empty installation and verify every ledger',
    async (file, streams) => (await import('./backup.ts')).readBackup(file, streams),
  ),
  drill: ofFile(
    'drill',
    'Restore a backup beside the running installation, verify it, record the result for /readyz',
    async (file, streams) => (await import('./backup.ts')).drill(file, streams),
  ),
  'ledger export': {
    usage: 'compline ledger export --carrier ID',
    says: "Write a carrier's whole ledger to standard output",
    run: async (args, streams) => (await import('./ledger.ts')).exportTo(args, streams),
  },
  'promises import': {
    usage: 'compline promises import --carrier ID [--year YYYY] FILE',
    says: 'Split a filing into promises, map each to a control, show it kept, not kept or untested',
    run: async (args, streams) => (await import('./promises.ts')).importFile(args, streams),
  },
  'carriers create': {
    usage:
      'compline carriers create --name NAME --short-name NAME --kind KIND --zone ZONE --address TEXT --contact TEXT',
    says: 'Found a carrier with an empty ledger; prints its id',
    run: async (args, streams) => (await import('./carriers.ts')).create(args, streams),
  },
  'carriers list': {
    usage: 'compline carriers list',
    says: 'Every carrier of this installation, one a line',
    run: async (args, streams) => (await import('./carriers.ts')).list(args, streams),
  },
  'persons create': {
    usage:
      'compline persons create --carrier ID --email ADDRESS --name NAME --roles ROLE,ROLE [--title TEXT] [--person ID]',
    says: 'Give a person roles at a carrier; the password of a new person is printed once',
    run: async (args, streams) => (await import('./persons.ts')).create(args, streams),
  },
  'persons new-password': {
    usage: 'compline persons new-password --email ADDRESS',
    says: 'Give a person a password for one sign-in, printed once: for whoever works for several carriers and gets no link by mail',
    run: async (args, streams) => (await import('./persons.ts')).reset(args, streams),
  },
  'keys create': {
    usage: 'compline keys create --carrier ID (--person EMAIL | --machine NAME) --roles ROLE,ROLE [--days N]',
    says: 'Issue an API key; its secret is printed once',
    run: async (args, streams) => (await import('./keys.ts')).create(args, streams),
  },
  'keys revoke': {
    usage: 'compline keys revoke --carrier ID --key ID',
    says: 'End an API key at once',
    run: async (args, streams) => (await import('./keys.ts')).revoke(args, streams),
  },
  call: {
    usage:
      "compline call OPERATION ['JSON'] [--key SECRET] [--idempotency-key KEY] [--out FILE]   (also COMPLINE_KEY, COMPLINE_PASSWORD)",
    says: 'Run any operation as the holder of a key (or COMPLINE_KEY); `compline call list` lists them',
    run: async (args, streams) => (await import('./call.ts')).call(args, streams),
  },
  'demo play': {
    usage: 'compline demo play [--seed S]',
    says: 'Play fourteen months of four invented carriers; the same seed gives the same ledgers',
    run: async (args, streams) => (await import('./demo.ts')).demoPlay(args, streams),
  },
  serve: alone('serve', 'Start the server (what `npm start` does)', async (streams) =>
    (await import('./serve.ts')).serve(streams),
  ),
  'db stop': alone('db stop', 'Stop the embedded database', async (streams) =>
    (await import('./database.ts')).stop(streams),
  ),
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
