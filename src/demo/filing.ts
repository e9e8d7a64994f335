import { adoptPromises } from '../carriers/promises/adopt.ts';
import { importPromises } from '../carriers/promises/import.ts';
import { type Shape, statementFiled } from './promised.ts';
import type { Player, Stage } from './stage.ts';

/** Imports the statement that the carrier filed for the year before, and adopts its promises. */
export const promise = async (stage: Stage, compliance: Player, shape: Shape): Promise<void> => {
  const text = statementFiled(stage.name, shape);
  const filing = await stage.run(compliance, importPromises, { name: 'Statement filed for 2025', text });
  const adopted = await stage.run(compliance, adoptPromises, { filingId: filing.id, from: '2026-01-06' });
  stage.tell(
    `${filing.promises.length} promises of its statement adopted, ${filing.unmapped} of them without a control; decisions keep: ${adopted.codes.join(', ')}`,
  );
};
