import { Readable } from 'node:stream';
import { decideLines } from '../src/cpni/uses/decide-tool.ts';
import { factsFromJson } from '../src/cpni/uses/facts-from-json.ts';
import { isFields } from '../src/cpni/uses/facts-from-json-fields.ts';
import { marketLongDistance } from '../src/demo/uses.ts';
import { mayUseCpni, type UseQuestion } from '../src/law/questions/may-use-cpni.ts';

// Decisions a second: the pure function on facts that are read, and NDJSON to NDJSON, beside parsing and writing the same lines.

const notice = {
  type: 'notice',
  at: '2026-11-20T10:00:00-06:00',
  id: 'n1',
  approval: 'opt-out',
  method: 'email',
  waitDays: 30,
  covers: { cpni: ['call-detail'], recipients: ['self'], purposes: ['market'] },
};
const consent = { type: 'email-consent', at: '2026-10-01T12:00:00-04:00' };
const histories = [
  [consent, notice],
  [consent, notice, { type: 'refused', at: '2026-12-01T08:00:00-06:00', method: 'electronic', covers: null }],
  [consent, notice, { type: 'bounced', at: '2026-11-20T10:05:00-06:00', notice: 'n1' }],
  [
    consent,
    { ...notice, id: 'n0', at: '2024-11-30T10:00:00-06:00' },
    notice,
    { type: 'approved', at: '2026-11-22T09:00:00-06:00', notice: 'n1', method: 'electronic', proof: null },
  ],
  [
    consent,
    { type: 'email-consent-withdrawn', at: '2026-12-02T12:00:00-05:00' },
    notice,
    { ...notice, id: 'n2', method: 'mail', at: '2026-12-03T10:00:00-06:00' },
    { type: 'one-time', at: '2026-12-04T10:00:00-06:00', callId: 'k1', covers: notice.covers },
    { type: 'call-ended', at: '2026-12-04T10:09:00-06:00', callId: 'k1' },
  ],
];

const two = (value: number): string => String(value).padStart(2, '0');

/** Each customer was told and answered at times of his own. */
const timed = (event: { readonly at: string }, index: number) => ({
  ...event,
  at: event.at.replace(/:\d\d:\d\d/, `:${two(index % 60)}:${two(Math.floor(index / 60) % 60)}`),
});

const lineOf = (index: number): string =>
  JSON.stringify({
    id: `c${index}`,
    at: `2026-12-${20 + (index % 9)}T09:00:00-05:00`,
    carrier: { kind: 'interconnected-voip', zone: 'America/Chicago', promises: [] },
    customer: { subscribes: ['interconnected-voip'] },
    use: marketLongDistance,
    events: histories[index % histories.length]?.map((event) => timed(event, index)),
  });

const questionOf = (line: string): UseQuestion => {
  const fields: unknown = JSON.parse(line);
  if (!isFields(fields)) throw new Error('a line of the bench is no object');
  return factsFromJson(fields).question;
};

/** The best of several runs, in units a second: other work on the machine only ever slows one down. */
const bestOf = async (runs: number, units: number, run: () => unknown): Promise<number> => {
  let best = 0;
  for (let index = 0; index < runs; index += 1) {
    const began = performance.now();
    await run();
    best = Math.max(best, units / ((performance.now() - began) / 1000));
  }
  return best;
};

const lines = Array.from({ length: 100_000 }, (_, index) => lineOf(index));
const questions = lines.slice(0, 10_000).map(questionOf);
const chunk = 65_536;
const bytes = Buffer.from(`${lines.join('\n')}\n`);
const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, index) =>
  bytes.subarray(index * chunk, (index + 1) * chunk),
);

let allowed = 0;
const pure = await bestOf(7, questions.length * 50, () => {
  for (let round = 0; round < 50; round += 1)
    for (const question of questions) if (mayUseCpni(question).allowed) allowed += 1;
});

let written = 0;
const streamed = await bestOf(5, lines.length, () =>
  decideLines(Readable.from(chunks), (text) => {
    written += text.length;
  }),
);

const copied = await bestOf(5, lines.length, () => {
  for (const line of lines) written += JSON.stringify(JSON.parse(line)).length;
});

const report = (metric: string, value: number, name: string, baseline: number): void =>
  console.log(
    JSON.stringify({
      metric,
      value: Math.round(value),
      unit: 'decisions/s',
      baseline: { name, value: Math.round(baseline) },
      ratio: Number((value / baseline).toFixed(3)),
    }),
  );

if (allowed === 0 || written === 0) throw new Error('the bench decided nothing');
report('decide.pure', pure, 'JSON.parse + JSON.stringify of the same lines', copied);
report('decide.ndjson', streamed, 'JSON.parse + JSON.stringify of the same lines', copied);
