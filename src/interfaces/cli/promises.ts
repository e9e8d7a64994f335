import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { importPromises } from '../../carriers/promises/import.ts';
import { listPromises } from '../../carriers/promises/list.ts';
import { type Ctx, systemAsks, transact } from '../../db/context.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import type { ToolStreams } from '../../kernel/tool.ts';
import { operations } from '../../operations.ts';
import { parsed } from '../invoke.ts';
import { open } from '../open.ts';
import { readArguments } from './arguments.ts';

const usage = 'compline promises import --carrier ID [--year YYYY] FILE';

const textOf = async (file: string): Promise<string> => {
  const text = await readFile(file, 'utf8');
  return text.startsWith('%PDF')
    ? refuse('wrong-media-type', `${file} is a PDF.`, 'Give its text: `pdftotext -layout FILE` writes it.')
    : text;
};

/** The filing's id, imported now or before. */
const imported = async (ctx: Ctx, name: string, text: string): Promise<string> => {
  const hash = createHash('sha256').update(text).digest('hex');
  const { filings } = await listPromises.run(ctx, {});
  const known = filings.find((filing) => filing.hash === hash);
  return known?.id ?? (await importPromises.run(ctx, parsed(importPromises.takes, { name, text }))).id;
};

/** `compline promises import`: one promise a line with its lines, concepts, controls and status. Exit 1 when one is not kept. */
export const importFile = async (args: readonly string[], { write, complain }: ToolStreams): Promise<number> => {
  const given = readArguments(args, ['carrier', 'year']);
  const carrier = typeof given === 'string' ? undefined : given.options.get('carrier');
  const file = typeof given === 'string' ? undefined : given.words[0];
  if (typeof given === 'string' || carrier === undefined || file === undefined || given.words.length > 1) {
    complain(`compline: ${typeof given === 'string' ? given : 'name a carrier and one file'}. Usage: ${usage}`);
    return 2;
  }
  const check = operations['promises.check'];
  const opened = await open(2);
  try {
    const text = await textOf(file);
    const asking = systemAsks(carrier, 'local operator', Date.now());
    const answer = await transact(opened.connections, asking, async (ctx) => {
      const filingId = await imported(ctx, file.split('/').pop() ?? file, text);
      const year = given.options.get('year') ?? String(new Date(ctx.at).getUTCFullYear());
      return check.run(ctx, parsed(check.takes, { filingId, year }));
    });
    for (const { line, endLine, concepts, controls, codes, status, because, text: sentence } of answer.promises) {
      const mapped = concepts.length === 0 ? 'unmapped' : concepts;
      await write(`${JSON.stringify({ line, endLine, mapped, controls, codes, status, because, text: sentence })}\n`);
    }
    const { kept, notKept, untested, promises, filing } = answer;
    complain(
      `${promises.length} promises in ${file} from ${answer.from} until ${answer.until}: ${kept} kept, ${notKept} not kept, ${untested} untested. Filing ${filing.id}${filing.adoptedFrom === null ? ', not adopted: it binds nothing yet' : ''}.`,
    );
    return notKept === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    complain(`compline: ${error.facts.detail} ${error.facts.fix}`);
    return 2;
  } finally {
    await opened.close();
  }
};
