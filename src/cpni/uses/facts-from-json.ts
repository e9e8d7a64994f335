import { DAY, type Zone, zone as zoneNamed } from '../../kernel/time.ts';
import { classBits } from '../../law/coverage.ts';
import type { Events } from '../../law/events.ts';
import {
  authentications,
  type Carrier,
  type Category,
  carrierKinds,
  carrierPromises,
  categories,
  channels,
  identifiables,
  type Offer,
  offerKinds,
  purposes,
  recipients,
  sources,
  type Use,
} from '../../law/facts.ts';
import type { UseQuestion } from '../../law/questions/may-use-cpni.ts';
import { eventsFromJson } from './facts-from-json-events.ts';
import {
  type Fields,
  fieldsOf,
  instant,
  mask,
  onlyFields,
  string,
  stringOrNull,
  truth,
  word,
  wordList,
  wordsOf,
  wrong,
} from './facts-from-json-fields.ts';
import { keptByZone } from './tool-kept.ts';

const words = {
  kinds: wordsOf(carrierKinds),
  promises: wordsOf(carrierPromises),
  categories: wordsOf(categories),
  identifiables: wordsOf(identifiables),
  sources: wordsOf(sources),
  purposes: wordsOf(purposes),
  offers: wordsOf(offerKinds),
  recipients: wordsOf(recipients),
  channels: wordsOf(channels),
  authentications: wordsOf(authentications),
} as const;

const offerFields = ['kind', 'category'] as const;

const categoryOrNull = (value: unknown): Category | null =>
  value === null ? null : word(words.categories, value, 'use.offer', 'category');

const offerOf = (value: unknown, purpose: Use['purpose']): Offer | null => {
  if (value === null)
    return purpose === 'market' ? wrong(value, 'use', 'offer', 'the offer, as use.purpose is market') : null;
  const fields = fieldsOf(value, 'use', 'offer');
  if (purpose !== 'market') return wrong(value, 'use', 'offer', 'null, as use.purpose is not market');
  onlyFields(fields, offerFields, 'use.offer');
  return { kind: word(words.offers, fields.kind, 'use.offer', 'kind'), category: categoryOrNull(fields.category) };
};

const useFields = [
  'identifiable',
  'source',
  'purpose',
  'offer',
  'recipient',
  'recipientServes',
  'to',
  'cpni',
  'agreement',
  'callId',
  'channel',
  'authentication',
] as const;

/** The use of a line. */
export const useFromJson = (value: unknown): Use => {
  const fields = fieldsOf(value, '', 'use');
  onlyFields(fields, useFields, 'use');
  const purpose = word(words.purposes, fields.purpose, 'use', 'purpose');
  const cpni = mask(classBits, fields.cpni, 'use', 'cpni');
  if (cpni === 0) wrong(fields.cpni, 'use', 'cpni', 'at least one class of CPNI');
  return {
    identifiable: word(words.identifiables, fields.identifiable, 'use', 'identifiable'),
    source: word(words.sources, fields.source, 'use', 'source'),
    purpose,
    offer: offerOf(fields.offer, purpose),
    recipient: word(words.recipients, fields.recipient, 'use', 'recipient'),
    recipientServes: wordList(words.categories, fields.recipientServes, 'use', 'recipientServes'),
    to: stringOrNull(fields.to, 'use', 'to'),
    cpni,
    agreement: truth(fields.agreement, 'use', 'agreement'),
    callId: stringOrNull(fields.callId, 'use', 'callId'),
    channel: word(words.channels, fields.channel, 'use', 'channel'),
    authentication: word(words.authentications, fields.authentication, 'use', 'authentication'),
  };
};

const carrierFields = ['kind', 'zone', 'promises'] as const;

const carrierOf = (fields: Fields): Carrier => {
  onlyFields(fields, carrierFields, 'carrier');
  return {
    kind: word(words.kinds, fields.kind, 'carrier', 'kind'),
    promises: wordList(words.promises, fields.promises, 'carrier', 'promises'),
  };
};

const zoneOf = (fields: Fields): Zone => {
  const name = string(fields.zone, 'carrier', 'zone');
  return zoneNamed(name) ?? wrong(name, 'carrier', 'zone', 'an IANA time zone such as America/Chicago');
};

/** What the customer of a line buys. */
export const subscribesFromJson = (value: unknown): readonly Category[] => {
  const fields = fieldsOf(value, '', 'customer');
  onlyFields(fields, ['subscribes'], 'customer');
  return wordList(words.categories, fields.subscribes, 'customer', 'subscribes');
};

/** The last day that RFC 3339 can write, 9999-12-31. */
export const lastDay = 2_932_896;

const startOf = keptByZone((zone, day) => zone.startOf(day));

/** The first instant of the next day; on the last day of all, its last millisecond in UTC. */
const endOfDay = (zone: Zone, day: number): number =>
  day >= lastDay ? lastDay * DAY + DAY - 1 : startOf(zone, day + 1);

/** A question as it was read, its name and the zone in which its answer is written. */
export type ReadQuestion = { readonly id: string; readonly question: UseQuestion; readonly zone: Zone };

const lineFields = ['id', 'at', 'carrier', 'customer', 'use', 'events'] as const;

/** The carrier of a line, with the zone that its days are counted in. */
export const carrierFromJson = (value: unknown): { readonly carrier: Carrier; readonly zone: Zone } => {
  const fields = fieldsOf(value, '', 'carrier');
  return { carrier: carrierOf(fields), zone: zoneOf(fields) };
};

/** A question put together from the parts of a line. */
export const questionOf = (
  at: number,
  { carrier, zone }: ReturnType<typeof carrierFromJson>,
  subscribes: readonly Category[],
  use: Use,
  events: Events,
): UseQuestion => {
  const day = zone.dayOf(at);
  return { at, day, dayEnds: endOfDay(zone, day), carrier, subscribes, use, events };
};

/**
 * The facts of one parsed line of `law decide`, checked whole (contracts.md 1.1 (1)): every field of the contract and no
 * other, words of its vocabularies, instants with offset. Throws a Problem that names the field and the fix.
 */
export const factsFromJson = (line: Fields): ReadQuestion => {
  onlyFields(line, lineFields, '');
  const id = string(line.id, '', 'id');
  const at = instant(line.at, '', 'at');
  const carried = carrierFromJson(line.carrier);
  const subscribes = subscribesFromJson(line.customer);
  const use = useFromJson(line.use);
  const question = questionOf(at, carried, subscribes, use, eventsFromJson(line.events, carried.zone));
  return { id, question, zone: carried.zone };
};
