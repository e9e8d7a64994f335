import type { OutputOf } from '../../../client/types.ts';
import { classesInWords } from '../../parts/cpni.tsx';
import { words } from './words.ts';

type Papers = OutputOf<'campaigns.reviewPapers'>;
type Content = NonNullable<Papers['lastApproved']>['content'];
export type Field = Papers['differs'][number];

const of: { readonly [F in Field]: (content: Content) => string } = {
  name: ({ name }) => name,
  description: ({ description }) => description,
  cpni: ({ cpni }) => classesInWords(cpni),
  products: ({ products }) => products.join(', '),
  offerKind: ({ offerKind }) => words.offerKinds[offerKind],
  offerCategory: ({ offerCategory }) => words.categories[offerCategory ?? 'none'],
  recipient: ({ recipient }) => words.recipients[recipient],
  recipientName: ({ recipientName }) => recipientName ?? '',
  agreement: ({ agreement }) => (agreement ? words.withAgreement : words.withoutAgreement),
  affiliateId: ({ affiliateId }) => affiliateId ?? '',
  partyId: ({ partyId }) => partyId ?? '',
  audience: ({ audience: { language, subscribes } }) =>
    [words.languages[language ?? 'all'], ...subscribes.map((one) => words.categories[one])].join(', '),
  channel: ({ channel }) => words.channels[channel],
  script: ({ script }) => script,
};

/** What a person calls a field of a campaign. */
export const nameOf = (field: Field): string => words.fieldNames[field];

/** The fields that say something to a person: those of the register are told by name already. */
export const shownFields: readonly Field[] = [
  ...(['name', 'description', 'cpni', 'products', 'offerKind', 'offerCategory'] as const),
  ...(['audience', 'channel', 'script', 'recipient', 'recipientName', 'agreement'] as const),
];

/** A field of a campaign in words. */
export const told = (field: Field, content: Content): string => of[field](content);
