import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { promised } from './clock.ts';

/** The task to answer a request that was received then (epoch ms), for network operations; once while it is open. */
export const wantAnswer = (ctx: Ctx, tracebackId: string, receivedAt: number): Promise<string> =>
  openTask(ctx, {
    kind: 'traceback',
    subject: `traceback:${tracebackId}`,
    why: 'A traceback request came: verify who asks, confirm what was read, and answer it',
    role: 'network',
    dueAt: receivedAt + promised,
    key: tracebackId,
  });
