// The tools: pure streams, no database. `src/operations.ts` holds the rest of what we do.
import { setFlagsFromString } from 'node:v8';
import type { Tool } from './kernel/tool.ts';

const noArguments = (args: readonly string[], usage: string, complain: (line: string) => void): boolean => {
  if (args.length === 0) return true;
  complain(`compline: nothing more is taken after the command. Usage: ${usage}`);
  return false;
};

/** The legal date at the FCC, YYYY-MM-DD. */
const easternToday = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(Date.now());

type Lines = (
  input: AsyncIterable<Uint8Array>,
  write: (chunk: string) => Promise<void>,
) => Promise<{ readonly bad: number }>;

/** Answers each line of the files named, or of standard input. */
const answerEach =
  (load: () => Promise<Lines>): Tool['run'] =>
  async (names, { input, write, complain }) => {
    const { inputFrom } = await import('./kernel/input.ts');
    const read = await inputFrom(names, input);
    if ('wrong' in read) {
      complain(`compline: ${read.wrong}. Name files, or give lines on standard input.`);
      return 2;
    }
    const answerLines = await load();
    return (await answerLines(read, write)).bad === 0 ? 0 : 1;
  };

const lawDecide: Tool = {
  command: 'law decide',
  says: 'May this CPNI be used? One JSON object a line in, one answer a line out',
  usage: 'compline law decide [FILE…] < facts.ndjson',
  run: answerEach(async () => (await import('./cpni/uses/decide-tool.ts')).decideLines),
};

const lawAsk: Tool = {
  command: 'law ask',
  says: 'May this call be carried, how is it signed, what does a strike bring? One JSON object a line in, one answer a line out',
  usage: 'compline law ask [FILE…] < questions.ndjson',
  run: answerEach(async () => (await import('./robocall/questions/ask-tool.ts')).askLines),
};

const lawClock: Tool = {
  command: 'law clock',
  says: 'When is it due, and why? One JSON object a line in, one answer a line out',
  usage: 'compline law clock [FILE…] < triggers.ndjson',
  run: answerEach(async () => (await import('./carriers/obligations/clock-tool.ts')).clockLines),
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

const lawWhere: Tool = {
  command: 'law where',
  says: 'Where a paragraph stands: its rules, the questions that weigh it, the operations and tests that name it',
  usage: "compline law where '64.2010(c)'",
  async run(args, { write, complain }) {
    const [text, ...more] = args;
    if (text === undefined || more.length > 0) {
      complain(`compline: name one paragraph. Usage: ${this.usage}`);
      return 2;
    }
    const { where, whereLines } = await import('./law/where.ts');
    const { operations, tests } = (await import('./citing.ts')).citing();
    const place = where(text, operations);
    if (place === null) {
      complain(`compline: '${text}' is no paragraph of an encoded section. Usage: ${this.usage}`);
      return 2;
    }
    const named = where(text, tests)?.operations ?? [];
    for (const line of whereLines(place)) await write(`${line}\n`);
    if (named.length > 0) await write(`tests: ${named.join(', ')}\n`);
    return 0;
  },
};

const lint: Tool = {
  command: 'lint',
  says: 'What is wrong with a certification or mitigation plan, as PDF, Word file or text',
  usage: 'compline lint FILE… [--kind KIND] [--year YYYY] [--filed DATE] [--role ROLE] [--json]',
  async run(args, { write, complain }) {
    const { lintArguments, lintUsage } = await import('./filings/lint/lint-arguments.ts');
    const asked = lintArguments(args, easternToday());
    if (typeof asked === 'string') {
      complain(`compline: ${asked}. Usage: ${lintUsage}`);
      return 2;
    }
    const { lintTool } = await import('./filings/lint/lint-tool.ts');
    // Some 350 patterns over a few pages: compiled at once instead of interpreted first, a run is 0.1 s shorter. Set here and
    // not where the tool is loaded: an engine that runs other code already may crash when its flags change.
    setFlagsFromString('--no-regexp-tier-up');
    const lines: string[] = [];
    const status = await lintTool(asked.files, asked.options, (line) => void lines.push(line));
    for (const line of lines) await write(`${line}\n`);
    return status;
  },
};

const ledgerVerify: Tool = {
  command: 'ledger verify',
  says: 'Check an exported ledger from its file alone: every entry, every checkpoint, every signature',
  usage: 'compline ledger verify FILE|- [--key K] [--checkpoint NOTE]…',
  run: async (args, streams) => (await import('./ledger/verify-tool.ts')).verifyTool.run(args, streams),
};

const cdrConvert: Tool = {
  command: 'cdr convert',
  says: "Call records of a switch as canonical calls, one JSON object a line; 'auto' tells the format by the first lines",
  usage: 'compline cdr convert --format NAME|auto [--zone ZONE] [--columns STRING] [--mapping FILE] [FILE…]',
  run: async (args, streams) => {
    // Rows die young: the heap need not grow to four times what lives, which would be the calls that wait.
    setFlagsFromString('--heap-growing-percent=60');
    return (await import('./robocall/traffic/cdr/convert-tool.ts')).convertTool(args, streams);
  },
};

const trafficGenerate: Tool = {
  command: 'traffic generate',
  says: 'Labelled call traffic of lawful and unlawful accounts, the same for the same seed, to try thresholds on',
  usage:
    'compline traffic generate --out FOLDER [--seed N] [--days N] [--legal N] [--illegal N] [--scale X] [--profiles A,B]',
  run: async (args, streams) =>
    (await import('./robocall/traffic/generate/generate-tool.ts')).generateTool(args, streams),
};

const trafficScore: Tool = {
  command: 'traffic score',
  says: 'How suspicious each account, number or address is on each day, with reasons; call records and what stands beside them in',
  usage:
    'compline traffic score --cdr FILE… --accounts FILE --numbers FILE [--complaints FILE] [--tracebacks FILE] [--zone ZONE] [--by account|number|sub-account]',
  run: async (args, streams) => (await import('./robocall/traffic/score/score-tool.ts')).scoreTool(args, streams),
};

const trafficEvaluate: Tool = {
  command: 'traffic evaluate',
  says: 'Precision, recall, average precision and false alarms of the score on labelled traffic, beside plain thresholds',
  usage:
    'compline traffic evaluate [--in FOLDER | --seed N --days N --legal N --illegal N --scale X --profiles A,B] [--weights shipped|fit]',
  run: async (args, streams) =>
    (await import('./robocall/traffic/evaluate/evaluate-tool.ts')).evaluateTool(args, streams),
};

/** All tools, by the words that call them. */
export const tools: readonly Tool[] = [
  lawDecide,
  lawAsk,
  lawClock,
  lawDoubts,
  lawWhere,
  lint,
  ledgerVerify,
  cdrConvert,
  trafficGenerate,
  trafficScore,
  trafficEvaluate,
];
