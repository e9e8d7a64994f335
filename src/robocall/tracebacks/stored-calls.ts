import type { Work } from '../../db/context.ts';
import { fileAt, pathsIn } from '../traffic/calls/parts.ts';
import { engineOf } from '../traffic/columnar/engine.ts';
import { type Asked, nearCalls } from '../traffic/columnar/near.ts';
import type { Sighting } from './sighting.ts';

/** What the call records of the switches show near a call that is asked about. */
export const storedCalls = async (work: Work, asked: Asked): Promise<readonly Sighting[]> => {
  const [engine, paths] = await work.transaction(
    async (ctx) =>
      [engineOf(ctx.dataFolder), await pathsIn(ctx, asked.at - asked.within, asked.at + asked.within + 1)] as const,
  );
  const found = await nearCalls(engine, paths, asked);
  return found.map(
    ({ call, meeting, off }): Sighting => ({
      ref: `calls.${fileAt(call.file)}.${call.source_row}`,
      source: 'calls',
      meeting,
      off,
      callKey: call.call_key,
      account: call.account_ref,
      from: call.from ?? call.from_raw,
      to: call.to ?? call.to_raw,
      diverted: null,
      start: call.start,
      outcome: call.outcome,
      attest: call.attest,
      sourceIp: call.src_ip,
      trunk: call.trunk_out,
    }),
  );
};
