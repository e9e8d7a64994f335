import { customersOrder } from '../47usc/222.ts';
import { type Scope, touches } from '../coverage.ts';
import type { Events, Order } from '../events.ts';
import type { Use } from '../facts.ts';

/** A refusal at the same instant comes last. One limited to other uses leaves the order alone. */
const isWithdrawn = (order: Order, events: Events, scope: Scope, at: number): boolean => {
  for (const refusal of events.refusals)
    if (refusal.at >= order.at && refusal.at <= at && touches(refusal.covers, scope)) return true;
  return false;
};

/** How the customer's standing order for this disclosure was given at an instant (epoch ms); signed where one was. */
export const orderFor = (events: Events, use: Use, scope: Scope, at: number): 'signed' | 'portal' | 'none' => {
  let found: 'portal' | 'none' = 'none';
  for (const order of events.orders) {
    if (order.at > at || !customersOrder.holds({ use, order }) || isWithdrawn(order, events, scope, at)) continue;
    if (order.method === 'signed') return 'signed';
    found = 'portal';
  }
  return found;
};
