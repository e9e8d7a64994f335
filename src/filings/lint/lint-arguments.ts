import { parseArgs } from 'node:util';
import type { LintToolOptions } from './lint-tool.ts';

export const lintUsage =
  'compline lint FILE… [--kind certification|mitigation-plan] [--year YYYY] [--filed YYYY-MM-DD] [--role voice-service-provider|gateway|intermediate] [--json]';

const kinds = ['certification', 'mitigation-plan'] as const;
const roles = ['voice-service-provider', 'gateway', 'intermediate'] as const;

type Asked = { readonly files: readonly string[]; readonly options: LintToolOptions };

const read = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      kind: { type: 'string' },
      year: { type: 'string' },
      filed: { type: 'string' },
      role: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

/** The files and options of `compline lint`, or a sentence that says what is not understood. `today` is YYYY-MM-DD. */
export const lintArguments = (args: readonly string[], today: string): Asked | string => {
  try {
    const { positionals: files, values } = read(args);
    const kind = kinds.find((one) => one === values.kind) ?? null;
    const role = roles.find((one) => one === values.role) ?? null;
    const { year, filed } = values;
    if (files.length === 0) return 'name at least one file';
    if (values.kind !== undefined && kind === null) return `--kind is one of ${kinds.join(', ')}`;
    if (values.role !== undefined && role === null) return `--role is one of ${roles.join(', ')}`;
    if (year !== undefined && !/^\d{4}$/.test(year)) return '--year is the covered year in four digits';
    if (filed !== undefined && !isDate(filed)) return '--filed is a date as YYYY-MM-DD';
    const options = { kind, role, filed: filed ?? null, year: year === undefined ? null : Number(year) };
    return { files, options: { ...options, json: values.json, today } };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
