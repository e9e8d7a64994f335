import { Problem } from '../../kernel/problem.ts';
import type { Finding } from '../lint/finding.ts';
import { lint } from '../lint/lint.ts';
import { readDocument } from '../lint/read-document.ts';
import type { Filing } from './record.ts';

/** What our own linter says of the printed files, read back from their bytes as a stranger would. */
export const lintPacket = async (
  files: readonly Uint8Array[],
  year: number,
  filed: string,
): Promise<readonly Finding[]> => {
  const texts: string[] = [];
  for (const bytes of files) {
    // the PDF reader takes the bytes it is given away: it gets a copy
    const read = await readDocument(bytes.slice());
    if ('error' in read) throw new Error(`a document of ours cannot be read back: ${read.detail}`);
    texts.push(read.text);
  }
  return lint(texts.join('\n\n'), { kind: 'certification', year, filed, today: filed, role: null });
};

// an officer who certifies non-compliance does not say that the procedures are adequate: the rule allows both
const adequacy = new Set(['personal-knowledge-missing', 'adequacy-scope-narrowed']);

/** Nothing mends a day that has passed: a late filing is still owed, in another year too, and the finding is told. */
const late = ({ code, row }: Finding): boolean => code === 'signed-after-due' || row === 'C7-signed';

/** Refuses a packet with errors, naming each with its citation; what the outcome itself cannot say is no error. */
export const refuseErrors = (findings: readonly Finding[], { outcome }: Filing): void => {
  const isLate = findings.some(({ code }) => code === 'signed-after-due');
  const errors = findings.filter(
    (finding) =>
      finding.severity === 'error' &&
      !(isLate && late(finding)) &&
      !(outcome.kind === 'not-in-compliance' && adequacy.has(finding.code)),
  );
  const [first] = errors;
  if (first === undefined) return;
  throw new Problem('filing-blocked', {
    detail: errors.map(({ code, message }) => `${code}: ${message}`).join(' '),
    fix: 'Mend what the findings name, in the records or in the filing, and prepare again.',
    cite: first.cite,
  });
};
