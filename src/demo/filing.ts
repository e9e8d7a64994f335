import type { z } from 'zod';
import { adoptPromises, undertake } from '../carriers/promises/adopt.ts';
import { importPromises } from '../carriers/promises/import.ts';
import type { Player, Stage } from './stage.ts';

type Code = z.input<typeof undertake.takes>['code'];

const common = (name: string): string => `Statement of CPNI procedures of ${name}

All employees of ${name} are trained as to when they are, and are not, authorized to use CPNI.

${name} has a disciplinary process in place to address noncompliance with these procedures.

Employees acknowledge in writing that they have read and understand the CPNI manual.

${name} maintains a record of its own sales and marketing campaigns that use CPNI for at least one year.

${name} will notify law enforcement of a breach of CPNI within seven business days after reasonable determination of the breach.

${name} does not sell CPNI to any third party.
`;

/** Imports the statement that the carrier filed, adopts its promises, and binds it to what it promised beyond the rules. */
export const promise = async (
  stage: Stage,
  compliance: Player,
  extra: string,
  codes: readonly Code[],
): Promise<void> => {
  const text = `${common(stage.name)}\n${extra}\n`;
  const filing = await stage.run(compliance, importPromises, { name: 'Statement filed for 2025', text });
  const adopted = await stage.run(compliance, adoptPromises, { filingId: filing.id, from: '2026-01-06' });
  for (const code of codes)
    if (!adopted.codes.includes(code))
      await stage.run(compliance, undertake, { code, from: '2026-01-06', source: 'Statement filed for 2025' });
  stage.tell(`${filing.promises.length} promises of its statement adopted; ${filing.unmapped} no control measures`);
};
