import { parseArgs } from 'node:util';
import { type Zone, zone } from '../../../kernel/time.ts';
import { columnsIn } from './columns.ts';
import type { Format } from './format.ts';
import { formatNamed, formats } from './formats.ts';

export const convertUsage =
  'compline cdr convert --format NAME|auto [--zone ZONE] [--columns STRING] [--mapping FILE] [FILE…]';

/** What `compline cdr convert` is asked. */
type Asked = {
  /** Null: told by each file's first lines. */
  readonly format: Format | null;
  readonly zone: Zone | null;
  readonly columns: readonly string[] | null;
  readonly mapping: string | null;
  /** `-` is standard input. */
  readonly files: readonly string[];
};

const read = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      zone: { type: 'string' },
      columns: { type: 'string' },
      mapping: { type: 'string' },
    },
  });

/** The arguments, or a sentence that says what is not understood. */
export const convertArguments = (args: readonly string[]): Asked | string => {
  try {
    const { positionals, values } = read(args);
    const format = values.format === undefined ? null : formatNamed(values.format);
    const names = ['auto', ...formats.map(({ name }) => name)].join(', ');
    if (values.format === undefined) return `--format is needed: one of ${names}`;
    if (format === null && values.format !== 'auto') return `--format is one of ${names}`;
    const known = values.zone === undefined ? null : zone(values.zone);
    if (values.zone !== undefined && known === null)
      return `--zone ${values.zone} is no zone: write its IANA name, such as America/New_York or UTC`;
    const columns = values.columns === undefined ? null : columnsIn(values.columns);
    if (values.columns !== undefined && columns === null)
      return '--columns names no columns: a template, a configuration line or a list';
    const files = positionals.length === 0 ? ['-'] : positionals;
    if (files.filter((file) => file === '-').length > 1) return 'standard input (-) can be read once';
    return { format, zone: known, columns, mapping: values.mapping ?? null, files };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
