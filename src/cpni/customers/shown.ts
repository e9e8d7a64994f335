import type { z } from 'zod';
import type { Actor } from '../../kernel/operation.ts';
import { local, localOrNull } from './dates.ts';
import { seesWhole } from './masked.ts';
import { isOfRecord, ofRecordFrom } from './of-record.ts';
import type {
  accountPersonRow,
  authorisedPerson,
  contact,
  customer,
  customerContactRow,
  customerRow,
  customerServiceRow,
  seenCustomer,
  service,
} from './record.ts';
import { categoriesOf } from './subscribes.ts';

/** A stored customer as answers show it; instants in the carrier's zone. */
export const shownCustomer = (row: z.output<typeof customerRow>, zone: string): z.output<typeof customer> => ({
  id: row.id,
  account: row.account,
  name: row.name,
  language: row.language,
  subscribes: categoriesOf(row.subscribes),
  since: row.since,
  leftAt: localOrNull(zone, row.leftAt),
});

/** The same to whoever looks him up: an agent sees name, account and whether he is served, until the customer is proved at the desk. */
export const shownTo = (
  actor: Actor,
  row: z.output<typeof customerRow>,
  zone: string,
): z.output<typeof seenCustomer> => {
  const shown = shownCustomer(row, zone);
  return seesWhole(actor) ? shown : { ...shown, subscribes: null };
};

/** A stored service as answers show it. */
export const shownService = (row: z.output<typeof customerServiceRow>, zone: string): z.output<typeof service> => ({
  id: row.id,
  category: row.category,
  provider: row.provider,
  number: row.number,
  from: local(zone, row.fromAt),
  until: localOrNull(zone, row.untilAt),
});

/** A stored contact as answers show it; whether it is of record is asked for the instant `at` (epoch ms). */
export const shownContact = (
  row: z.output<typeof customerContactRow>,
  zone: string,
  at: number,
): z.output<typeof contact> => ({
  id: row.id,
  kind: row.kind,
  value: row.value,
  linked: row.linkedDay,
  ofRecordFrom: ofRecordFrom(row),
  ofRecord: isOfRecord(row, zone, at),
  until: localOrNull(zone, row.untilAt),
});

/** A stored person of the account as answers show it. */
export const shownPerson = (
  row: z.output<typeof accountPersonRow>,
  zone: string,
): z.output<typeof authorisedPerson> => ({
  id: row.id,
  name: row.name,
  from: local(zone, row.fromAt),
  until: localOrNull(zone, row.untilAt),
});
