import type { TestCarrier } from '../../../test/house.ts';
import type { Covers } from '../approvals/record.ts';
import { categoriesOf } from '../customers/subscribes.ts';

/** What the notices of these tests offer. */
export const usual: Covers = {
  cpni: ['call-detail', 'usage'],
  recipients: ['self', 'affiliate-communications'],
  purposes: ['market'],
};

let numbers = 0;

/** A new customer who took what the mask names from the beginning. */
export const customerOf = async (carrier: TestCarrier, mask: number): Promise<string> => {
  numbers += 1;
  const account = `A-${numbers}`;
  return carrier.look(async (ctx) => {
    const id = ctx.id();
    await ctx.tx
      .insertInto('customer')
      .values({
        id,
        account,
        name: account,
        language: 'en',
        subscribes: mask,
        since: null,
        leftAt: null,
        salt: ctx.salt(),
      })
      .execute();
    for (const category of categoriesOf(mask))
      await ctx.tx
        .insertInto('customerService')
        .values({
          id: ctx.id(),
          customerId: id,
          category,
          provider: null,
          number: null,
          fromAt: 0,
          untilAt: null,
          forwardedSince: null,
        })
        .execute();
    return id;
  });
};
