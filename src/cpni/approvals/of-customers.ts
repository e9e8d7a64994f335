import { sql } from 'kysely';

/** Of permission events `e`: what customers said and were sent, and not what the health monitor's own said. */
export const ofCustomers = sql`not exists (
  select 1 from probe_customer b where b.carrier_id = e.carrier_id and b.customer_id = e.customer_id)`;
