import { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { outward } from '../../../kernel/operation.ts';
import type { Outside } from '../../../outside/outside.ts';
import { noteCheck } from '../../opt-out-channels/note-check.ts';
import { type Plan, type Probe, planProbes } from './plan.ts';
import { tellBlind } from './probe-customer.ts';
import { tryLine } from './try-line.ts';
import { tryPage } from './try-page.ts';

type Came = { readonly probe: Probe; readonly fault: string | null; readonly tookMs: number };

const tried = async (outside: Outside, base: string, probe: Probe): Promise<Came> => {
  const began = performance.now();
  const attempt = probe.way === 'page' ? tryPage(outside.visit, base, probe.code) : tryLine(outside.visit, base, probe);
  const fault = await attempt.catch(
    () => `the ${probe.way === 'page' ? 'choice page' : 'toll-free line'} did not answer`,
  );
  return { probe, fault, tookMs: Math.round(performance.now() - began) };
};

/** What was said to be saved must stand: a receipt of the monitor's customer by that way since the try began. */
const stands = async (ctx: Ctx, { customerId, begunAt }: Plan, { way }: Probe): Promise<boolean> =>
  (await ctx.tx
    .selectFrom('choiceReceipt')
    .select('number')
    .where('customerId', '=', customerId)
    .where('method', '=', way === 'page' ? 'web' : 'phone')
    .where('recordedAt', '>=', begunAt)
    .limit(1)
    .executeTakeFirst()) !== undefined;

export const probeChannels = outward({
  says: 'Try each watched way to say no as a customer would, and see that the no stands; failures in a row open an incident',
  law: ['47 CFR 64.2008(d)(3)(v)', '47 CFR 64.2009(f)'],
  takes: z.strictObject({}),
  prepare: (ctx: Ctx) => planProbes(ctx),
  async reach(outside: Outside, plan): Promise<readonly Came[] | 'blind'> {
    if (outside.publicUrl === null) return 'blind';
    const came: Came[] = [];
    for (const probe of plan.probes) came.push(await tried(outside, outside.publicUrl, probe));
    return came;
  },
  async run(ctx: Ctx, plan, came) {
    if (came === 'blind') return tellBlind(ctx);
    for (const { probe, fault, tookMs } of came) {
      const why =
        fault ?? ((await stands(ctx, plan, probe)) ? null : 'a receipt was given, but no choice stands in the record');
      await noteCheck(ctx, {
        channelId: probe.channelId,
        mechanism: 'opt-out',
        source: 'probe',
        at: ctx.at,
        outcome: why === null ? 'works' : 'failed',
        why: why ?? 'a no by the monitor’s customer was saved and stands',
        tookMs,
      });
    }
  },
});
