import { z } from 'zod';
import { openTask } from '../../../carriers/tasks/open.ts';
import type { Ctx } from '../../../db/context.ts';
import { keepSecret, secretOf } from '../../../db/secrets.ts';
import { operation } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { DAY } from '../../../kernel/time.ts';
import { record } from '../../../ledger/record.ts';
import { keep } from '../keep.ts';
import { readKept } from '../receive.ts';
import { eventsOf, type ProviderEvent } from './events.ts';
import { type ProviderKey, providerKey, signatureHolds } from './signatures.ts';

const provider = z.enum(['standard', 'sendgrid', 'ses']);

const secretOfProvider = (name: string): string => `webhook-${name}`;

export const configureWebhook = operation({
  http: 'PUT /v1/returned-mail/webhooks',
  says: "Say by which key a mail provider's calls are known to be his; before, none is taken",
  law: [],
  may: ['network', 'administrator', 'compliance'],
  by: 'person',
  takes: z.strictObject({ key: providerKey }),
  gives: z.strictObject({ provider, path: z.string() }),
  async run(ctx: Ctx, { key }) {
    await keepSecret(ctx.dataFolder, ctx.carrier.id, secretOfProvider(key.provider), JSON.stringify(key));
    const facts = { provider: key.provider };
    await record(ctx, { kind: 'webhook.configured', subject: `carrier:${ctx.carrier.id}`, happenedAt: ctx.at, facts });
    return { provider: key.provider, path: `/webhooks/mail/${ctx.carrier.id}/${key.provider}` };
  },
});

const keyOf = async (ctx: Ctx, name: string): Promise<ProviderKey> => {
  const kept = await secretOf(ctx.dataFolder, ctx.carrier.id, secretOfProvider(name));
  if (kept === null)
    return refuse('not-allowed', 'No key of this provider is set.', 'Set it with PUT /v1/returned-mail/webhooks.');
  return providerKey.parse(JSON.parse(kept));
};

const understood = (
  key: ProviderKey,
  headers: Record<string, string>,
  body: string,
  now: number,
): readonly ProviderEvent[] => {
  try {
    return eventsOf(key.provider, headers, body, now);
  } catch {
    return refuse(
      'invalid-input',
      "'body' has not the form of this provider's events.",
      'Check what the provider is set to send.',
    );
  }
};

const takeEvent = async (ctx: Ctx, name: string, event: ProviderEvent): Promise<'recorded' | 'known'> => {
  if (event.says === 'confirm') {
    const why = 'Amazon SNS asks whether its messages may come here: confirm the subscription in its console.';
    await openTask(ctx, {
      kind: 'confirm-subscription',
      subject: 'webhook:ses',
      why,
      role: 'network',
      dueAt: ctx.at + 3 * DAY,
      key: 'ses',
    });
    return 'recorded';
  }
  const kept = await keep(ctx, {
    raw: Buffer.from(JSON.stringify(event)),
    identity: `${name}:${event.id}`,
    via: 'webhook',
    receivedAt: event.at,
    recipients: event.recipient === '' ? [] : [event.recipient],
  });
  return (await readKept(ctx, kept.id)).outcome;
};

export const takeWebhook = operation({
  http: 'POST /v1/returned-mail/webhooks/{provider}',
  says: "Take in a mail provider's signed call: bounces, complaints and unsubscribes; told twice, once",
  law: ['47 CFR 64.2008(d)(3)(iii)'],
  may: ['network', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({ provider, headers: z.record(z.string(), z.string()), body: z.string().max(4_000_000) }),
  gives: z.strictObject({ recorded: z.int(), known: z.int() }),
  async run(ctx: Ctx, { provider: name, headers, body }) {
    const key = await keyOf(ctx, name);
    if (!signatureHolds(key, headers, body, ctx.at))
      refuse('not-allowed', "The provider's signature does not hold.", 'Check the key that is set, and the clock.');
    const outcomes: ('recorded' | 'known')[] = [];
    for (const event of understood(key, headers, body, ctx.at)) outcomes.push(await takeEvent(ctx, name, event));
    const recorded = outcomes.filter((outcome) => outcome === 'recorded').length;
    return { recorded, known: outcomes.length - recorded };
  },
});
