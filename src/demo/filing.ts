import { adoptPromises } from '../carriers/promises/adopt.ts';
import { importPromises } from '../carriers/promises/import.ts';
import { filedElsewhere } from '../filings/certification/elsewhere.ts';
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

/** Notes that the certification for 2025 was filed without this system, as its officer did. */
export const noteFiledBefore = async (stage: Stage, compliance: Player, officer: Player): Promise<void> => {
  const facts = {
    year: 2025,
    signedBy: officer.name,
    confirmation: 'DEMO-20260105',
    receivedAt: '2026-01-05T11:00:00-05:00',
  };
  const { lateDays } = await stage.run(compliance, filedElsewhere, facts);
  stage.tell(`certification for 2025 noted: filed without this system, ${-lateDays} days before it was due`);
};
