import { asteriskCsv, asteriskCustom } from './asterisk-cdr.ts';
import type { Format } from './format.ts';
import { freeswitchCsv, freeswitchTemplate } from './freeswitch-csv.ts';

/** Every format of call records that is read, by the name that `--format` takes. */
export const formats: readonly Format[] = [freeswitchCsv, freeswitchTemplate, asteriskCsv, asteriskCustom];

/** The format of a name, or null. */
export const formatNamed = (name: string): Format | null => formats.find((format) => format.name === name) ?? null;
