import type { Finding } from './finding.ts';
import { type CallRole, type FilingKind, lint } from './lint.ts';
import { readFiling } from './read-document.ts';
import { closingLine, findingLines } from './report.ts';

export type LintToolOptions = {
  readonly kind: FilingKind | null;
  readonly year: number | null;
  /** YYYY-MM-DD, or null when not said. */
  readonly filed: string | null;
  readonly role: CallRole | null;
  readonly json: boolean;
  /** YYYY-MM-DD: the caller's clock. */
  readonly today: string;
};

type Outcome = {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly status: 0 | 1 | 3;
};

const tally = (findings: readonly Finding[]): Outcome => {
  const count = (severity: Finding['severity']): number => findings.filter((each) => each.severity === severity).length;
  const errors = count('error');
  return { errors, warnings: count('warning'), infos: count('info'), status: errors > 0 ? 1 : 0 };
};

const lintFile = async (file: string, options: LintToolOptions, write: (line: string) => void): Promise<Outcome> => {
  const read = await readFiling(file);
  if ('error' in read) {
    const status = read.error === 'unavailable' ? 3 : 1;
    write(
      options.json
        ? JSON.stringify({ file, error: { type: read.error, detail: read.detail } })
        : `${file}: cannot be checked: ${read.detail}`,
    );
    return { errors: 1, warnings: 0, infos: 0, status };
  }
  const findings = lint(read.text, options);
  if (options.json) for (const each of findings) write(JSON.stringify({ file, ...each }));
  else for (const line of findingLines(file, findings)) write(line);
  return tally(findings);
};

/**
 * Lints files in turn and writes what it finds, a line a call: JSON objects, or words for people. Answers the exit
 * status: 0 no error, 1 an error or an unreadable file, 3 a needed part is missing.
 */
export const lintTool = async (
  files: readonly string[],
  options: LintToolOptions,
  write: (line: string) => void,
): Promise<0 | 1 | 3> => {
  const outcomes: Outcome[] = [];
  for (const file of files) outcomes.push(await lintFile(file, options, write));
  if (!options.json) write(closingLine(files.length, outcomes));
  if (outcomes.some((each) => each.status === 3)) return 3;
  return outcomes.some((each) => each.status === 1) ? 1 : 0;
};
