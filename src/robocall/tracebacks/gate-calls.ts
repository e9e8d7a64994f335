import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { HOUR } from '../../kernel/time.ts';
import { type GateLine, readLine } from '../call-gate/line.ts';
import type { Asked, Meeting, Sought } from '../traffic/columnar/near.ts';
import { sameNumber } from './number-sought.ts';
import type { Sighting } from './sighting.ts';

type Kept = { readonly id: string; readonly line: number; readonly text: string };

/** A number in text, whatever stands between its groups of digits. */
const inText = ({ tail }: Sought): string =>
  tail.length === 10 ? [tail.slice(0, 3), tail.slice(3, 6), tail.slice(6)].join('[^0-9]{0,3}') : tail;

/** Most lines that are looked at: the nearest to what was asked. */
const mostLines = 5000;

/** Lines of a time in which one of the numbers stands, or both of them. A group spans seconds; its first call is indexed. */
const linesNear = async (ctx: Ctx, { at, within, meets, calling, called }: Asked): Promise<readonly Kept[]> => {
  const [callee, caller] = [inText(called), calling === null ? inText(called) : inText(calling)];
  const [one, other] = meets === 'both' ? [callee, caller] : [`${callee}|${caller}`, `${callee}|${caller}`];
  const { rows } = await sql<Kept>`
    select g.id, l.n::integer - 1 as line, l.text from gate_group g, unnest(string_to_array(g.lines, e'\n')) with ordinality as l(text, n)
    where g.from_at >= ${at - within - HOUR} and g.from_at <= ${at + within} and g.until_at >= ${at - within}
      and g.lines ~ ${one} and l.text ~ ${one} and l.text ~ ${other}
    order by abs(g.from_at - ${at}), g.id, l.n limit ${mostLines}`.execute(ctx.tx);
  return rows;
};

const meetingOf = (call: GateLine, { calling, called }: Asked): Meeting | null => {
  const dials = (number: Sought): boolean => call.to.some((to) => sameNumber(to, number.e164));
  const shows = (number: Sought): boolean => sameNumber(call.from, number.e164);
  const callee = dials(called);
  const caller = calling === null || shows(calling);
  if (callee) return caller ? 'both' : 'called';
  if (calling === null) return null;
  if (caller) return 'calling';
  return dials(calling) && shows(called) ? 'swapped' : null;
};

/** What the call gate carried near a call that is asked about: calls that no file of a switch has brought may still be there. */
export const gateCalls = async (ctx: Ctx, asked: Asked): Promise<readonly Sighting[]> =>
  (await linesNear(ctx, asked)).flatMap(({ id, line: n, text }): readonly Sighting[] => {
    const call = readLine(text);
    const meeting = meetingOf(call, asked);
    const off = call.at - asked.at;
    if (!call.carry || meeting === null || Math.abs(off) > asked.within) return [];
    if (asked.meets === 'both' && meeting !== 'both') return [];
    return [
      {
        ref: `gate.${id}.${n}`,
        source: 'gate',
        meeting,
        off,
        callKey: call.call,
        account: call.account,
        from: call.from,
        to: call.to.join(', '),
        diverted: call.diverted,
        start: call.at,
        outcome: 'carried by the gate',
        attest: call.attest,
        sourceIp: call.ip,
        trunk: call.trunk,
      },
    ];
  });
