import { appendEvents } from '../src/cpni/approvals/append.ts';
import { approvedEvent, noticeEvent } from '../src/cpni/approvals/events.ts';
import type { TestCarrier } from './house.ts';

/** How many customers of each kind: who take long distance already, who were sent a notice, who said yes to it for contractors too, who know of nothing. */
export type Crowd = {
  readonly subscribed: number;
  readonly told: number;
  readonly agreed: number;
  readonly untold: number;
};

/** Customers of a carrier as a campaign finds them, accounts C-0, C-1 … in that order; gives their ids. */
export const peopled = (carrier: TestCarrier, { subscribed, told, agreed, untold }: Crowd): Promise<string[]> =>
  carrier.look(async (ctx) => {
    const ids: string[] = [];
    for (let n = 0; n < subscribed + told + agreed + untold; n += 1) {
      const id = ctx.id();
      ids.push(id);
      const named = {
        account: `C-${n}`,
        name: `Customer ${n}`,
        language: n % 2 === 0 ? ('en' as const) : ('es' as const),
      };
      await ctx.tx
        .insertInto('customer')
        .values({ id, ...named, subscribes: n < subscribed ? 10 : 8, since: null, leftAt: null, salt: ctx.salt() })
        .execute();
      if (n < subscribed || n >= subscribed + told + agreed) continue;
      const yes = n >= subscribed + told;
      const notice = noticeEvent({
        contactId: null,
        ...{
          id: ctx.id(),
          customerId: id,
          at: ctx.at,
          approval: yes ? 'opt-in' : 'opt-out',
          method: 'mail',
          waitDays: 30,
        },
        covers: {
          cpni: ['call-detail'],
          recipients: yes ? ['self', 'independent-contractor'] : ['self'],
          purposes: ['market'],
        },
        channels: [],
      });
      const answer = {
        id: ctx.id(),
        customerId: id,
        at: ctx.at,
        notice: notice.id,
        method: 'written',
        proof: true,
      } as const;
      await appendEvents(ctx, yes ? [notice, approvedEvent(answer)] : [notice]);
    }
    return ids;
  });

/** The text of an agreement with its three clauses; `without` leaves the one on disclosure to others out. */
export const agreementText = (onward: 'with' | 'without'): string =>
  [
    'Contractor may use CPNI only to market the services of Carrier for which it was given.',
    ...(onward === 'with' ? ['Contractor shall not disclose CPNI to any third party unless law compels it.'] : []),
    'Contractor shall maintain safeguards that protect the confidentiality of CPNI for as long as it is held.',
  ].join(' ');
