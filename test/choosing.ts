import type { z } from 'zod';
import { issueCodes } from '../src/cpni/choices/issue.ts';
import { addCustomer } from '../src/cpni/customers/add.ts';
import { approve } from '../src/cpni/notices/approve.ts';
import { draft } from '../src/cpni/notices/draft.ts';
import { letterNotice } from '../src/cpni/notices/examples/notices.ts';
import type { NoticeContent } from '../src/cpni/notices/record.ts';
import { recordDelivery } from '../src/cpni/notices/record-delivery.ts';
import { addChannel } from '../src/cpni/opt-out-channels/channels.ts';
import { DAY } from '../src/kernel/time.ts';
import type { Staff, TestCarrier } from './house.ts';

/** A carrier that has sent letters with codes. */
export type Choosing = {
  readonly carrier: TestCarrier;
  readonly versionId: string;
  readonly staff: { readonly mark: Staff; readonly carla: Staff; readonly agnes: Staff };
  /** A customer to whom the letter went on that date; his id and the code on it. */
  customer(account: string, sent: string): Promise<{ readonly id: string; readonly code: string }>;
  channel(input: z.input<typeof addChannel.takes>): Promise<string>;
};

/** Drafts and approves a notice, ready to be sent to customers with codes that answer for 400 days. */
export const choosing = async (carrier: TestCarrier, changes: Partial<NoticeContent>): Promise<Choosing> => {
  const mark = await carrier.person('Mark Bell', 'marketing');
  const carla = await carrier.person('Carla Stein', 'compliance');
  const agnes = await carrier.person('Agnes Ortiz', 'agent');
  const drafted = await carrier.run(mark, draft, { ...letterNotice, inUseSince: '2026-01-01', ...changes });
  await carrier.run(carla, approve, { versionId: drafted.id, contentHash: drafted.contentHash });
  const versionId = drafted.id;
  return {
    carrier,
    versionId,
    staff: { mark, carla, agnes },
    async customer(account, sent) {
      const { id } = await carrier.run(agnes, addCustomer, { account, name: `Customer ${account}` });
      await carrier.run(mark, recordDelivery, { customerId: id, versionId, method: 'mail', sent });
      const [code = ''] = await carrier.look((ctx) =>
        issueCodes(ctx, [{ customerId: id, versionId, expiresAt: ctx.at + 400 * DAY }]),
      );
      return { id, code };
    },
    channel: async (input) => (await carrier.run(carla, addChannel, input)).id,
  };
};
