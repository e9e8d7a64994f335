import type { z } from 'zod';
import type { messageDeliveryRow } from '../days/record.ts';
import { share } from '../metrics/proportion.ts';
import type { ThresholdKind } from '../thresholds/kind.ts';

/** Final states of a campaign's messages on a day. */
export type Delivered = Pick<
  z.output<typeof messageDeliveryRow>,
  'sent' | 'delivered' | 'failed' | 'optedOut' | 'complaints'
>;

type MessagePreset = {
  readonly name: string;
  readonly says: string;
  readonly kind: ThresholdKind;
  readonly source: string;
  readonly isBeyond: (of: Delivered) => boolean;
};

/** Published thresholds of message delivery: commercial ones, none is the law. They say nothing below twenty messages. */
export const messagePresets: readonly MessagePreset[] = [
  {
    name: 'delivery-problem',
    says: 'fewer than 90 % of messages delivered',
    kind: 'commercial',
    source: 'dial.wtf',
    isBeyond: ({ sent, delivered }) => share(delivered, sent) < 0.9,
  },
  {
    name: 'delivery-critical',
    says: 'fewer than 85 % of messages delivered',
    kind: 'commercial',
    source: 'dial.wtf',
    isBeyond: ({ sent, delivered }) => share(delivered, sent) < 0.85,
  },
  {
    name: 'errors-warned',
    says: '8 % of messages failed',
    kind: 'commercial',
    source: 'HighLevel',
    isBeyond: ({ sent, failed }) => share(failed, sent) >= 0.08,
  },
  {
    name: 'errors-suspended',
    says: '12.5 % of messages failed',
    kind: 'commercial',
    source: 'HighLevel',
    isBeyond: ({ sent, failed }) => share(failed, sent) >= 0.125,
  },
  {
    name: 'opt-outs-warned',
    says: '2 % of those reached asked to stop',
    kind: 'commercial',
    source: 'HighLevel',
    isBeyond: ({ delivered, optedOut }) => share(optedOut, delivered) >= 0.02,
  },
  {
    name: 'opt-outs-suspended',
    says: '3 % of those reached asked to stop',
    kind: 'commercial',
    source: 'HighLevel',
    isBeyond: ({ delivered, optedOut }) => share(optedOut, delivered) >= 0.03,
  },
];

const fewest = 20;

/** The thresholds that a day's messages are beyond. */
export const messagesBeyond = (of: Delivered) =>
  of.sent < fewest
    ? []
    : messagePresets
        .filter(({ isBeyond }) => isBeyond(of))
        .map(({ name, kind, source, says }) => ({ name, kind, source, says }));
