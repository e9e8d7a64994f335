import { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { outward } from '../../../kernel/operation.ts';
import type { Outside } from '../../../outside/outside.ts';
import { noteCheck } from '../../opt-out-channels/note-check.ts';
import { type Plan, type Probe, planProbes } from './plan.ts';
import { tellBlind } from './probe-customer.ts';
import { endReply } from './replies.ts';
import { stands } from './stands.ts';
import { tryLine } from './try-line.ts';
import { tryPage } from './try-page.ts';

type Came = { readonly probe: Probe; readonly fault: string | null; readonly tookMs: number };

const names = { page: 'the choice page', line: 'the toll-free line', reply: 'the mail server' } as const;

/** Hands the reply over; whether it arrives is seen later. What may have gone out is waited for, too. */
const trySend = async ({ sendMail }: Outside, { server, mail }: Extract<Probe, { way: 'reply' }>) => {
  const [sent] = await sendMail(server, [mail]);
  const gone = sent?.outcome === 'accepted' || sent?.outcome === 'unknown';
  return gone ? null : `the mail server did not take a reply (${sent?.code ?? 'no answer'})`;
};

const attempt = (outside: Outside, base: string, probe: Probe): Promise<string | null> => {
  if (probe.way === 'reply') return trySend(outside, probe);
  return probe.way === 'page' ? tryPage(outside.visit, base, probe.code) : tryLine(outside.visit, base, probe);
};

const tried = async (outside: Outside, base: string, probe: Probe): Promise<Came> => {
  const began = performance.now();
  const fault = await attempt(outside, base, probe).catch(() => `${names[probe.way]} did not answer`);
  return { probe, fault, tookMs: Math.round(performance.now() - began) };
};

/** What was said to be saved must stand: a receipt of the monitor's customer by that way since the try began. */
const faultOf = async (ctx: Ctx, { begunAt }: Plan, { probe, fault }: Came): Promise<string | null> => {
  if (fault !== null) return fault;
  const method = probe.way === 'page' ? 'web' : 'phone';
  const saved = await stands(ctx, { customerId: probe.customerId, method, since: begunAt });
  return saved ? null : 'a receipt was given, but no choice stands in the record';
};

const noteCame = async (ctx: Ctx, plan: Plan, came: Came): Promise<void> => {
  const { probe, fault, tookMs } = came;
  // a reply that left is looked for at the next round
  if (probe.way === 'reply' && fault === null) return;
  if (probe.way === 'reply') await endReply(ctx, probe.contactId);
  const why = await faultOf(ctx, plan, came);
  await noteCheck(ctx, {
    channelId: probe.channelId,
    mechanism: 'opt-out',
    source: 'probe',
    at: ctx.at,
    outcome: why === null ? 'works' : 'failed',
    why: why ?? 'a no by the monitor’s customer was saved and stands',
    tookMs,
  });
};

export const probeChannels = outward({
  says: 'Try each watched way to say no as a customer would, and see that the no stands; failures in a row open an incident',
  law: ['47 CFR 64.2008(d)(3)(v)', '47 CFR 64.2009(f)'],
  takes: z.strictObject({}),
  prepare: (ctx: Ctx) => planProbes(ctx),
  async reach(outside: Outside, plan) {
    const { publicUrl } = outside;
    const came: Came[] = [];
    for (const probe of plan.probes)
      if (probe.way === 'reply' || publicUrl !== null) came.push(await tried(outside, publicUrl ?? '', probe));
    return { came, blind: came.length < plan.probes.length };
  },
  async run(ctx: Ctx, plan, { came, blind }) {
    if (blind) await tellBlind(ctx);
    for (const one of came) await noteCame(ctx, plan, one);
  },
});
