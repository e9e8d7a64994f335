// The tools: pure streams, no database. `src/operations.ts` holds the rest of what we do.
import type { Tool } from './kernel/tool.ts';

const noArguments = (args: readonly string[], usage: string, complain: (line: string) => void): boolean => {
  if (args.length === 0) return true;
  complain(`compline: nothing more is taken after the command. Usage: ${usage}`);
  return false;
};

const lawDecide: Tool = {
  command: 'law decide',
  says: 'May this CPNI be used? One JSON object a line in, one answer a line out',
  usage: 'compline law decide < facts.ndjson',
  async run(args, { input, write, complain }) {
    if (!noArguments(args, this.usage, complain)) return 2;
    const { decideLines } = await import('./cpni/uses/decide-tool.ts');
    const { bad } = await decideLines(input, write);
    return bad === 0 ? 0 : 1;
  },
};

const lawClock: Tool = {
  command: 'law clock',
  says: 'When is it due, and why? One JSON object a line in, one answer a line out',
  usage: 'compline law clock < triggers.ndjson',
  async run(args, { input, write, complain }) {
    if (!noArguments(args, this.usage, complain)) return 2;
    const { clockLines } = await import('./carriers/obligations/clock-tool.ts');
    const { bad } = await clockLines(input, write);
    return bad === 0 ? 0 : 1;
  },
};

const lawDoubts: Tool = {
  command: 'law doubts',
  says: 'The open doubts of law, each with the default taken and where it applies',
  usage: 'compline law doubts',
  async run(args, { write, complain }) {
    if (!noArguments(args, this.usage, complain)) return 2;
    const { doubtLines } = await import('./law/doubts.ts');
    for (const line of doubtLines()) await write(`${line}\n`);
    return 0;
  },
};

const ledgerVerify: Tool = {
  command: 'ledger verify',
  says: 'Check an exported ledger from its file alone: every entry, every checkpoint, every signature',
  usage: 'compline ledger verify FILE|- [--key K] [--checkpoint NOTE]…',
  run: async (args, streams) => (await import('./ledger/verify-tool.ts')).verifyTool.run(args, streams),
};

/** All tools, by the words that call them. */
export const tools: readonly Tool[] = [lawDecide, lawClock, lawDoubts, ledgerVerify];
