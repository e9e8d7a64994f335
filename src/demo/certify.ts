import { openFiling } from '../filings/certification/open.ts';
import { recordReceipt } from '../filings/certification/receipt.ts';
import { signFiling } from '../filings/signatures/sign.ts';
import { operations } from '../operations.ts';
import type { Cast } from './people.ts';
import type { Stage } from './stage.ts';

const year = 2026;

/** The certification of the year: opened, written from the records, prepared and linted, signed by the officer, filed. */
export const certify = async (
  stage: Stage,
  cast: Cast,
  house: { readonly address: readonly string[]; readonly telephone: string; readonly email: string },
): Promise<void> => {
  const { compliance, officer } = cast;
  const contact = { name: compliance.name, organization: stage.name, ...house, address: [...house.address] };
  const sender = { ...contact, title: compliance.title, capacity: 'company' as const };
  await stage.at('2027-02-09T16:00:00Z');
  const { id: filingId } = await stage.run(compliance, openFiling, { year, companies: null, contact, sender });
  const outcome = { kind: 'in-compliance' as const };
  const written = await stage.run(compliance, operations['filings.write'], { filingId, outcome, withheld: [] });
  const { supported, partly, untested } = written.marks;
  stage.tell(
    `certification for ${year} written: ${supported} sentences supported by records, ${partly} partly, ${untested} untested`,
  );
  const asked = { filingId, officerId: officer.id, filesOn: '2027-02-10' };
  const prepared = await stage.run(compliance, operations['filings.prepare'], asked);
  const faults = prepared.findings.filter(({ severity }) => severity !== 'info');
  stage.tell(`packet of ${prepared.documents.length} documents prepared; our own linter finds ${faults.length} faults`);
  const signed = { filingId, packetHash: prepared.packetHash ?? '', password: officer.password };
  await stage.run(officer, signFiling, signed);
  await stage.at('2027-02-10T17:00:00Z');
  const receipt = { filingId, confirmation: 'DEMO-20270210', receivedAt: '2027-02-10T10:30:00-05:00' };
  const filed = await stage.run(compliance, recordReceipt, receipt);
  stage.tell(`signed by ${officer.name}, filed ${-(filed.receipt?.lateDays ?? 0)} days before it was due`);
};
