import { z } from 'zod';
import { localDate } from '../../cpni/customers/dates.ts';
import type { Work } from '../../db/context.ts';
import { date } from '../../kernel/columns.ts';
import { everyone, streaming } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { whole } from '../../kernel/whole.ts';
import { fixes } from './fixes.ts';
import { guessKind, lint } from './lint.ts';
import { readDocument } from './read-document.ts';

// no filing comes near it; a larger body is a mistake
const bounds = {
  most: 20 * 1024 * 1024,
  says: 'The file is over 20 MB.',
  fix: 'Send the filing alone, as PDF, Word file or text.',
};

export const lintText = streaming({
  http: 'POST /v1/lint',
  says: 'Check a filing, PDF, Word file or text: every defect with its line, its words, the paragraph and what mends it; nothing is kept',
  law: ['47 CFR 64.2009(e)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({
    kind: z.enum(['certification', 'mitigation-plan']).nullable().default(null),
    year: z.coerce.number().int().min(1996).max(9999).nullable().default(null),
    filed: date.nullable().default(null),
    role: z.enum(['voice-service-provider', 'gateway', 'intermediate']).nullable().default(null),
  }),
  reads: 'application/octet-stream',
  writes: 'application/json',
  async *stream(work: Work, { kind, year, filed, role }, body) {
    const read = await readDocument(await whole(body, bounds));
    if ('error' in read) return refuse('invalid-input', `The file cannot be checked: ${read.detail}.`, 'Send another.');
    const today = localDate(work.carrier.zone, work.at);
    const findings = lint(read.text, { kind, year, filed, today, role });
    const told = findings.map((each) => ({ ...each, fix: fixes[each.code] }));
    yield JSON.stringify({ kind: kind ?? guessKind(read.text), findings: told });
  },
});
