import { parseArgs } from 'node:util';
import type { ToolStreams } from '../../../kernel/tool.ts';
import { fileNames, generateFiles } from './files.ts';
import type { Wanted } from './generate.ts';
import { profiles } from './profiles.ts';

export const generateUsage =
  'compline traffic generate --out FOLDER [--seed N] [--days N] [--legal N] [--illegal N] [--scale X] [--profiles A,B]';

export const generateOptions = {
  seed: { type: 'string', default: '1' },
  days: { type: 'string', default: '14' },
  legal: { type: 'string', default: '5' },
  illegal: { type: 'string', default: '2' },
  scale: { type: 'string', default: '1' },
  profiles: { type: 'string' },
} as const;

type Values = Readonly<Record<'seed' | 'days' | 'legal' | 'illegal' | 'scale', string>> & {
  readonly profiles?: string | undefined;
};

const wholeIn = (text: string, low: number, high: number): number | null => {
  const value = Number(text);
  return Number.isInteger(value) && value >= low && value <= high ? value : null;
};

/** What is to be generated, or a sentence that says what is not understood. */
export const wantedOf = (values: Values): Wanted | string => {
  const seed = wholeIn(values.seed, 0, 4_294_967_295);
  const days = wholeIn(values.days, 1, 60);
  const legalAccounts = wholeIn(values.legal, 0, 1000);
  const illegalAccounts = wholeIn(values.illegal, 0, 1000);
  const scale = Number(values.scale);
  if (seed === null) return '--seed is a whole number';
  // clocks change in March: what is generated ends before
  if (days === null) return '--days is a whole number from 1 to 60';
  if (legalAccounts === null || illegalAccounts === null)
    return '--legal and --illegal are accounts a profile, 0 to 1000';
  if (!(scale > 0 && scale <= 100)) return '--scale is a factor above 0, at most 100';
  const names = values.profiles?.split(',');
  const unknown = names?.find((name) => profiles.every((profile) => profile.name !== name));
  if (unknown !== undefined) return `--profiles: ${unknown} is none of ${profiles.map(({ name }) => name).join(', ')}`;
  const wanted = names === undefined ? profiles : profiles.filter(({ name }) => names.includes(name));
  return { profiles: wanted, seed, days, legalAccounts, illegalAccounts, scale };
};

/** `compline traffic generate`: writes labelled traffic into a folder, the same for the same seed. */
export const generateTool = async (args: readonly string[], { write, complain }: ToolStreams): Promise<number> => {
  const usage = (why: string): number => {
    complain(`compline: ${why}. Usage: ${generateUsage}`);
    return 2;
  };
  try {
    const { values } = parseArgs({ args: [...args], options: { ...generateOptions, out: { type: 'string' } } });
    if (values.out === undefined) return usage('name the folder with --out');
    const wanted = wantedOf(values);
    if (typeof wanted === 'string') return usage(wanted);
    const calls = await generateFiles(wanted, values.out);
    await write(
      `${JSON.stringify({ folder: values.out, files: fileNames.map((name) => `${name}.ndjson`), calls, seed: wanted.seed })}\n`,
    );
    return 0;
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
};
