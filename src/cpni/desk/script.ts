import { createHash } from 'node:crypto';
import type { Omission } from '../../law/questions/spoken-notice.ts';
import { canonical } from '../../ledger/canonical.ts';
import { textOf } from '../notices/check/text.ts';
import { check } from '../notices/check.ts';
import type { NoticeContent } from '../notices/record.ts';

/** The checker's items that say what an omission would leave out. */
const saysIt: Readonly<Record<Omission, (item: string) => boolean>> = {
  'no-action-after-opt-out': (item) => item === 'earlier-no',
  sharing: (item) => item.startsWith('entities:'),
  'deny-later': (item) => item === 'duration',
  'precise-steps': (item) => item.startsWith('channel:') || item === 'steps-to-deny' || item === 'steps-to-grant',
};

// read before the notice's own words, always: they make what is left out lawful, and the yes limited
const forThisCall = {
  en: 'What you say now holds for this call only and ends when we hang up. You can say no: nothing changes for your service.',
  es: 'Lo que usted diga ahora vale solo para esta llamada y termina cuando colguemos. Puede decir que no: nada cambia en su servicio.',
} as const;

export type Script = {
  readonly sentences: readonly { readonly text: string; readonly leftOut: Omission | null }[];
  /** SHA-256 (hex) of the words to be read. */
  readonly hash: string;
};

/** A notice as it is read out for one call: its own words, those marked that are left out, and what is always said first. */
export const scriptOf = (content: NoticeContent, left: readonly Omission[]): Script => {
  const places = check(content, [], []).flatMap(({ item, span }) => {
    const omission = left.find((one) => saysIt[one](item));
    return omission === undefined || span === null ? [] : [{ omission, ...span }];
  });
  const own = textOf(content.body).sentences.map(({ from, to }) => {
    const place = places.find((one) => one.from < to && from < one.to);
    return { text: content.body.slice(from, to), leftOut: place?.omission ?? null };
  });
  const sentences = [{ text: forThisCall[content.language], leftOut: null }, ...own];
  const read = sentences.filter(({ leftOut }) => leftOut === null).map(({ text }) => text);
  return { sentences, hash: createHash('sha256').update(canonical(read)).digest('hex') };
};
