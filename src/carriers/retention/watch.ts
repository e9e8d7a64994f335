import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { dropOldAnswers } from '../../db/once.ts';
import { operation } from '../../kernel/operation.ts';
import { openTask } from '../tasks/open.ts';
import type { RetentionClass } from './class.ts';
import { countRipe } from './store.ts';

export const watchRetention = (classes: readonly RetentionClass[]) =>
  operation({
    http: 'POST /v1/retention:watch',
    says: 'Look what may go today and open a task for each class: two persons still decide; runs by itself every day',
    law: ['47 CFR 64.2007(a)(3)', '47 CFR 64.2011(d)'],
    may: ['compliance'],
    by: 'anyone',
    takes: z.strictObject({}),
    gives: z.strictObject({ classes: z.array(z.strictObject({ class: z.string(), ripe: z.int() })) }),
    async run(ctx: Ctx) {
      await dropOldAnswers(ctx);
      const found: { class: string; ripe: number }[] = [];
      for (const kept of classes) {
        const ripe = await countRipe(ctx, kept);
        if (ripe === 0) continue;
        found.push({ class: kept.id, ripe });
        const why = `${ripe} records of ${kept.id} have been kept their time: ask for a purge, or place a hold`;
        const subject = `retention:${kept.id}`;
        await openTask(ctx, { kind: 'records-may-go', subject, why, role: 'compliance', dueAt: null, key: kept.id });
      }
      return { classes: found };
    },
  });
