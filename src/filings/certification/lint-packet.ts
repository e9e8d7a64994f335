import { Problem } from '../../kernel/problem.ts';
import type { Finding } from '../lint/finding.ts';
import { lint } from '../lint/lint.ts';
import { readDocument } from '../lint/read-document.ts';

/** What our own linter says of the printed files, read back from their bytes as a stranger would. */
export const lintPacket = async (
  files: readonly Uint8Array[],
  year: number,
  filed: string,
): Promise<readonly Finding[]> => {
  const texts: string[] = [];
  for (const bytes of files) {
    const read = await readDocument(bytes);
    if ('error' in read) throw new Error(`a document of ours cannot be read back: ${read.detail}`);
    texts.push(read.text);
  }
  return lint(texts.join('\n\n'), { kind: 'certification', year, filed, today: filed, role: null });
};

/** Refuses a packet with errors, naming each with its citation. */
export const refuseErrors = (findings: readonly Finding[]): void => {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return;
  throw new Problem('filing-blocked', {
    detail: errors.map(({ code, message }) => `${code}: ${message}`).join(' '),
    fix: 'Mend what the findings name, in the records or in the filing, and prepare again.',
    cite: first.cite,
  });
};
