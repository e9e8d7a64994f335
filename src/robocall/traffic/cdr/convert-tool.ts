import type { ToolStreams } from '../../../kernel/tool.ts';
import { type Assigned, convert } from './convert.ts';
import { convertArguments, convertUsage } from './convert-arguments.ts';
import type { Format } from './format.ts';
import { formatNamed } from './formats.ts';
import { interchange } from './interchange.ts';
import { momentsIn } from './moment.ts';
import { formatWith, sniff } from './sniff.ts';
import { fileSource, type Source, sourceOf } from './source.ts';
import { plainSettings } from './source-settings.ts';
import { toldOf } from './tally.ts';

/** So many calls without an unanswered one are no chance. */
const enoughToWonder = 50;

const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Every file is opened and looked at before the first is read: a misspelt name costs no half answer. */
const sourcesOf = async (
  files: readonly string[],
  standard: AsyncIterable<Uint8Array>,
): Promise<readonly Source[] | string> => {
  const sources: Source[] = [];
  for (const name of files) {
    try {
      sources.push(await (name === '-' ? sourceOf('-', standard) : fileSource(name)));
    } catch (error) {
      return told(error);
    }
  }
  return sources;
};

/** The format of a source that is not named: that of the columns given, else what its first lines are; null for an empty one. */
const formatOf = (
  source: Source,
  columns: readonly string[] | null,
  complain: (line: string) => void,
): Format | null | string => {
  if (source.firstLines.length === 0) {
    complain(`compline: ${source.id} is empty`);
    return null;
  }
  const given = columns === null ? null : formatWith(columns);
  const sniffed = given === null ? sniff(source.firstLines) : { name: given, why: '--columns' };
  const known = sniffed === null ? null : formatNamed(sniffed.name);
  if (sniffed === null || known === null)
    return `the format of ${source.id} is none that is known by its first lines: name it with --format`;
  complain(`compline: ${source.id} is taken for ${sniffed.name}, by its ${sniffed.why}`);
  return known;
};

/** What the measures must not take from these sources, once a format. */
const warn = (formats: ReadonlySet<Format>, complain: (line: string) => void): void => {
  for (const { name, answeredOnly, cannotTell } of formats) {
    if (answeredOnly)
      complain(
        `compline: ${name} holds answered calls only: its records say answered_only, and no share of answered calls can be taken from them`,
      );
    if (cannotTell.length > 0)
      complain(`compline: ${name} cannot tell ${cannotTell.join(', ')}: their share cannot be taken from it`);
  }
};

/** `compline cdr convert`: exit 0 when every row was read, 1 when some are quarantined, 2 when it is called wrongly. */
export const convertTool = async (
  args: readonly string[],
  { input, write, complain }: ToolStreams,
): Promise<number> => {
  const usage = (why: string): number => {
    complain(`compline: ${why}. Usage: ${convertUsage}`);
    return 2;
  };
  const asked = convertArguments(args);
  if (typeof asked === 'string') return usage(asked);
  // what reads mapping files is loaded only for one: a start without it takes half the time
  const mapping =
    asked.mapping === null ? plainSettings : await (await import('./mapping.ts')).mappingFrom(asked.mapping);
  if (typeof mapping === 'string') return usage(mapping);
  if (asked.format?.name === 'mapped' && mapping.mapped === null)
    return usage('--format mapped needs --mapping FILE, whose field columns names the columns');
  const sources = await sourcesOf(asked.files, input);
  if (typeof sources === 'string') return usage(sources);
  const settings = { moments: momentsIn(asked.zone), columns: asked.columns, mapping };
  const assigned: Assigned[] = [];
  for (const source of sources) {
    const format = asked.format ?? formatOf(source, asked.columns, complain);
    if (typeof format === 'string') return usage(format);
    if (format === null) continue;
    if (format.zone === 'needed' && asked.zone === null)
      return usage(
        `--zone is needed: ${format.name} writes the wall clock of the switch. Name its zone, such as --zone America/New_York`,
      );
    assigned.push({ source, format, settings });
  }
  warn(new Set(assigned.map(({ format }) => format)), complain);
  const tally = await convert(assigned, {
    ...interchange(write),
    bad: (source, row, why) => complain(`${source}, line ${row}: ${why}`),
  });
  const marked = mapping.answeredOnly || assigned.some(({ format }) => format.answeredOnly);
  if (tally.calls >= enoughToWonder && tally.unanswered === 0 && !marked)
    complain(
      'compline: every one of these calls was answered. If the source leaves out the others, say answeredOnly in a mapping file, so that no share of answered calls is taken from it',
    );
  complain(`compline: ${toldOf(tally)}`);
  return tally.quarantined === 0 ? 0 : 1;
};
