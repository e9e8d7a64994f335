import type { z } from 'zod';
import { signNoComplaints } from '../src/cpni/complaints/nil.ts';
import { addSource } from '../src/cpni/complaints/sources.ts';
import { signNoPretexting } from '../src/cpni/pretexting/nil.ts';
import { openFiling } from '../src/filings/certification/open.ts';
import { operations } from '../src/operations.ts';
import type { Staff, TestCarrier, TestHouse } from './house.ts';

const contact = {
  name: 'Clara Reyes',
  organization: 'Prairie Voice LLC',
  address: ['12 Elm Street', 'Des Moines, IA 50309'],
  telephone: '+1 515 555 0100',
  email: 'compliance@prairievoice.example',
};
const sender = { ...contact, title: 'Compliance manager', capacity: 'company' as const };

/** A carrier on 10 February 2027 whose certification for 2026 is open: Clara writes and prepares it, Otto may sign it. */
export type Certifying = {
  readonly prairie: TestCarrier;
  readonly clara: Staff;
  readonly otto: Staff;
  readonly filingId: string;
  write(): Promise<unknown>;
  /** Prepares it for Otto to sign today; gives the packet hash. */
  prepare(): Promise<string>;
};

/** Such a carrier with facts of its own, whose certificate covers the companies given. */
export const certifyingFor = async (
  home: TestHouse,
  facts: Parameters<TestHouse['carrier']>[0],
  companies: z.input<typeof openFiling.takes>['companies'],
): Promise<Certifying> => {
  const prairie = await home.carrier({ ...facts, clock: Date.parse('2026-01-02T15:00:00Z') });
  const clara = await prairie.person('Clara Reyes', 'compliance');
  const otto = await prairie.person('Otto Grant', 'officer');
  await prairie.run(clara, addSource, {
    name: 'Support line',
    kind: 'phone',
    feeds: ['complaints', 'data-brokers', 'pretexters'],
    fromDay: '2026-01-01',
  });
  await prairie.at('2027-02-10T15:00:00Z');
  const signer = { year: 2026, password: clara.password };
  await prairie.run(clara, signNoComplaints, signer);
  await prairie.run(clara, signNoPretexting, { ...signer, register: 'data-brokers' });
  await prairie.run(clara, signNoPretexting, { ...signer, register: 'pretexters' });
  const { id: filingId } = await prairie.run(clara, openFiling, { year: 2026, companies, contact, sender });
  return {
    prairie,
    clara,
    otto,
    filingId,
    write: () =>
      prairie.run(clara, operations['filings.write'], { filingId, outcome: { kind: 'in-compliance' }, withheld: [] }),
    async prepare() {
      const asked = { filingId, officerId: otto.id, filesOn: '2027-02-10' };
      const { packetHash } = await prairie.run(clara, operations['filings.prepare'], asked);
      if (packetHash === null) throw new Error('a prepared packet has a hash');
      return packetHash;
    },
  };
};

export const certifying = (home: TestHouse): Promise<Certifying> => certifyingFor(home, {}, null);
