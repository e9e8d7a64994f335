import type { TestCarrier } from '../../../test/house.ts';
import type { Covers } from '../approvals/record.ts';

/** What the notices of these tests offer. */
export const usual: Covers = {
  cpni: ['call-detail', 'usage'],
  recipients: ['self', 'affiliate-communications'],
  purposes: ['market'],
};

let numbers = 0;

/** A new customer who subscribes what the mask names. */
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
    return id;
  });
};
