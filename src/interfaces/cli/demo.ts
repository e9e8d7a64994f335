import type { Connections } from '../../db/connect.ts';
import { playDemo } from '../../demo/play.ts';
import type { Stage } from '../../demo/stage.ts';
import type { ToolStreams } from '../../kernel/tool.ts';
import { open } from '../open.ts';
import { readArguments } from './arguments.ts';

const usualSeed = 'compline';

const castList = (stages: readonly Stage[]): string =>
  stages
    .map(({ id, name, players }) => {
      const persons = players.map(
        ({ name: who, title, email, password }) => `    ${email.padEnd(44)} ${password}  ${who}, ${title}`,
      );
      return `  ${name} (demo, ${id})\n${persons.join('\n')}\n`;
    })
    .join('');

/** Plays the demo year, telling what happens, then where who may sign in and with which one-time password: shown this once. */
export const tellDemo = async (
  connections: Connections,
  seed: string,
  write: ToolStreams['write'],
  where: string,
): Promise<void> => {
  const began = performance.now();
  const stages = await playDemo(connections, seed, (line) => void write(`  ${line}\n`));
  const seconds = Math.round((performance.now() - began) / 1000);
  await write(`\nFourteen months of four invented carriers, played in ${seconds} s.\n`);
  await write(`Sign in ${where} as one of these; the passwords are shown this once:\n\n${castList(stages)}\n`);
};

/** Whether this installation knows no carrier yet. */
export const isNew = async ({ platform }: Connections): Promise<boolean> =>
  (await platform.selectFrom('carrier').select('id').limit(1).executeTakeFirst()) === undefined;

/** `compline demo play [--seed S]`. */
export const demoPlay = async (args: readonly string[], { write, complain }: ToolStreams): Promise<number> => {
  const given = readArguments(args, ['seed']);
  if (typeof given === 'string' || given.words.length > 0) {
    const fault = typeof given === 'string' ? given : `'${given.words[0]}' is not understood`;
    complain(`compline: ${fault}. Usage: compline demo play [--seed S]`);
    return 2;
  }
  const seed = given.options.get('seed') ?? usualSeed;
  const opened = await open(4);
  try {
    await tellDemo(opened.connections, seed, write, 'on the first page');
    return 0;
  } catch (error) {
    if (!(error instanceof Error) || !/carrier_pkey|person_/.test(error.message)) throw error;
    complain(`compline: the demo with seed '${seed}' was played here before. Give another --seed.`);
    return 1;
  } finally {
    await opened.close();
  }
};

/** The demo of a first start; a stop meanwhile is no failure. */
export const playOnFirstStart = async (
  connections: Connections,
  { write, complain }: ToolStreams,
  address: string,
  stopped: () => boolean,
): Promise<void> => {
  if (process.env.COMPLINE_DEMO === 'off') return;
  try {
    if (!(await isNew(connections))) return;
    await write('First start: playing the demo carriers (COMPLINE_DEMO=off leaves them out).\n');
    await tellDemo(connections, usualSeed, write, `at ${address}`);
  } catch (error) {
    if (!stopped()) complain(`compline: the demo failed: ${error instanceof Error ? error.message : String(error)}`);
  }
};
