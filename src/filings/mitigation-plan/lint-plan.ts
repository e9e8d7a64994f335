import { Problem } from '../../kernel/problem.ts';
import type { Finding } from '../lint/finding.ts';
import { type CallRole, lint } from '../lint/lint.ts';
import { readDocument } from '../lint/read-document.ts';
import type { RegistrationFacts } from './record.ts';

const roleOf = ({ roles }: RegistrationFacts): CallRole =>
  roles.some((role) => role.endsWith('voice-service-provider'))
    ? 'voice-service-provider'
    : roles.includes('gateway')
      ? 'gateway'
      : 'intermediate';

/** What our own linter says of the printed plan, read back from its bytes as a stranger would. */
export const lintPrintedPlan = async (
  bytes: Uint8Array,
  filed: string,
  registration: RegistrationFacts,
): Promise<readonly Finding[]> => {
  // the PDF reader takes the bytes it is given away: it gets a copy
  const read = await readDocument(bytes.slice());
  if ('error' in read) throw new Error(`a document of ours cannot be read back: ${read.detail}`);
  return lint(read.text, { kind: 'mitigation-plan', year: null, filed, today: filed, role: roleOf(registration) });
};

/** Refuses a plan with errors, naming each. */
export const refusePlanErrors = (findings: readonly Finding[]): void => {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return;
  throw new Problem('filing-blocked', {
    detail: errors.map(({ code, message }) => `${code}: ${message}`).join(' '),
    fix: 'Mend what the findings name, in the registration or in the settings that the sentences tell of, and prepare again.',
    cite: first.cite,
  });
};
