import type { z } from 'zod';
import { role } from '../../carriers/staff/record.ts';
import type { Connections } from '../../db/connect.ts';
import { type Asking, systemAsks } from '../../db/context.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import type { ToolStreams } from '../../kernel/tool.ts';
import { open } from '../open.ts';
import { readArguments } from './arguments.ts';

/** Runs with the installation's database up; a problem is told in words and is exit status 2. */
export const withInstallation = async (
  { complain }: ToolStreams,
  run: (connections: Connections) => Promise<number>,
): Promise<number> => {
  const opened = await open(2);
  try {
    return await run(opened.connections);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    complain(`compline: ${error.facts.detail} ${error.facts.fix}`);
    return 2;
  } finally {
    await opened.close();
  }
};

/** The person at the machine, who acts for a carrier as the system itself; its evidence says so. */
export const operatorAsks = (carrierId: string): Asking => systemAsks(carrierId, 'local operator', Date.now());

/** The options of a command that takes nothing else; throws a problem naming what is missing or unknown. */
export const optionsOf = (
  args: readonly string[],
  needed: readonly string[],
  more: readonly string[],
  usage: string,
): ReadonlyMap<string, string> => {
  const given = readArguments(args, [...needed, ...more]);
  if (typeof given === 'string') return refuse('invalid-input', `${given}.`, `Usage: ${usage}`);
  const missing = needed.filter((name) => !given.options.has(name)).map((name) => `--${name}`);
  if (missing.length > 0) refuse('invalid-input', `${missing.join(', ')}: missing.`, `Usage: ${usage}`);
  if (given.words.length > 0) refuse('invalid-input', `'${given.words.join(' ')}' is not taken.`, `Usage: ${usage}`);
  return given.options;
};

/** Roles written as `agent,compliance`. */
export const rolesOf = (text: string): z.output<typeof role>[] =>
  text.split(',').map((word) => {
    const known = role.safeParse(word.trim());
    return known.success
      ? known.data
      : refuse('invalid-input', `--roles: '${word}' is no role.`, `Roles: ${role.options.join(', ')}.`);
  });
