import { type CanonicalCall, outcomes, releasers, roundings } from '../canonical.ts';
import { documentReader, type Fields, textOf } from './documents.ts';
import { blank } from './draft.ts';
import type { Format } from './format.ts';
import { viewOf } from './view.ts';

const levels = ['A', 'B', 'C'] as const;
const legs = ['a', 'b'] as const;

/** The word, where it is one of those that there are. */
const one = <const T extends string>(known: readonly T[], text: string | null | undefined): T | null =>
  known.find((word) => word === text) ?? null;

const talkOf = (item: Fields): Pick<CanonicalCall, 'talk_ms' | 'talk_precision_ms' | 'talk_rounding'> => {
  const { talk_ms: talk, talk_precision_ms: precision } = item;
  return {
    talk_ms: typeof talk === 'number' && talk >= 0 ? talk : null,
    talk_precision_ms: precision === 1 || precision === 1000 ? precision : null,
    talk_rounding: one(roundings, textOf(item.talk_rounding)),
  };
};

/** Calls as `compline cdr convert` writes them, and as a switch of one's own may send them: NDJSON of the canonical record. */
export const canonicalLines: Format = {
  name: 'canonical',
  says: 'the canonical record itself, a call a line',
  zone: 'in-rows',
  family: null,
  answeredOnly: false,
  cannotTell: [],
  open: ({ moments }, sink) => {
    let item: Fields = {};
    const view = viewOf((name) => textOf(item[name]), moments);
    return documentReader((value, row) => {
      item = value;
      view.clear();
      const [start, ring] = [view.moment('start', null), view.moment('ring', null)];
      const [answer, end] = [view.moment('answer', null), view.moment('end', null)];
      const named = view.text('outcome');
      const wrong =
        view.wrong() ??
        (named !== null && one(outcomes, named) === null
          ? `outcome: '${named}' is none of the canonical record`
          : null);
      if (wrong !== null) return sink.bad(row, wrong);
      const { derived } = item;
      sink.call({
        ...blank(row),
        ...{ start, ring, answer, end, ...talkOf(item) },
        answered: answer === null ? 'no' : 'yes',
        call_key: view.text('call_key'),
        leg: one(legs, view.text('leg')),
        account_ref: view.text('account_ref'),
        from_raw: view.first(['from_raw', 'from']),
        to_raw: view.first(['to_raw', 'to']),
        sip: view.whole('sip'),
        q850: view.whole('q850'),
        derived: Array.isArray(derived) ? derived.filter((name) => typeof name === 'string') : [],
        disposition_raw: view.text('disposition_raw'),
        named: one(outcomes, named),
        released_by: one(releasers, view.text('released_by')),
        attest: one(levels, view.text('attest')),
        identity_result: view.text('identity_result'),
        src_ip: view.text('src_ip'),
        trunk_out: view.text('trunk_out'),
        end_missing: item.end_missing === true,
      });
    }, sink);
  },
};

/**
 * What the call gate answered, as the gate hands it over: it hears of no answer and no end, so nothing is told of completion and talk.
 * `answered_only` marks it for a source from which no share of answered calls can be taken.
 */
export const gateCalls: Format = {
  ...canonicalLines,
  name: 'gate',
  says: 'what the call gate answered, handed over by itself a day at a time',
  answeredOnly: true,
};
