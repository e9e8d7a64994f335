import type { Stage } from './record.ts';

/** Where a call stands, as far as the conversation goes. */
export type Turn = { readonly stage: Stage; readonly tries: number; readonly language: 'en' | 'es' };

/** What the caller's keys mean at this point; `find` and `save` are for the operation to do. */
export type Move =
  | { readonly kind: 'language'; readonly language: 'en' | 'es' }
  | { readonly kind: 'mine' | 'other' | 'find' | 'save' | 'back' | 'repeat' }
  | { readonly kind: 'wrong' };

/** Wrong keys or entries in one call before it is given to a person. */
export const mostTries = 3;

const languages = new Map([
  ['1', 'en' as const],
  ['2', 'es' as const],
]);

/** What digits mean at a stage. Only the one key that was named confirms; everything else is asked again. */
export const moveOf = ({ stage }: Turn, digits: string): Move => {
  switch (stage) {
    case 'language': {
      const language = languages.get(digits);
      return language === undefined ? { kind: 'wrong' } : { kind: 'language', language };
    }
    case 'whose':
      return { kind: digits === '1' ? 'mine' : digits === '2' ? 'other' : 'wrong' };
    case 'enter':
      return { kind: /^\d{4,20}$/.test(digits) ? 'find' : 'wrong' };
    case 'confirm':
      return { kind: digits === '1' ? 'save' : digits === '2' ? 'back' : 'wrong' };
    case 'saved':
    case 'over':
      return { kind: 'repeat' };
  }
};

/** Names the question that was asked, so that an answer which comes twice or late answers nothing else. */
export const turnName = ({ stage, tries }: Turn): string => `${stage}.${tries}`;
