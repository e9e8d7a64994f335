import { z } from 'zod';

/** What is asked of an applicant about himself. Those that the FCC only proposed to require (2026) are taken and not required. */
export const fieldNames = [
  'legal-name',
  'other-names',
  'entity-type',
  'state-of-incorporation',
  'incorporated-on',
  'registration-number',
  'tax-number',
  'street-address',
  'address-kind',
  'contact-name',
  'contact-title',
  'contact-phone',
  'contact-email',
  'alternate-phone',
  'signer-name',
  'beneficial-owners',
  'website',
  'domain-registered-on',
  'signup-address',
  'signup-country',
  'country',
  'frn',
  'filer-id',
  'ocn',
  'robocall-database-number',
] as const;
export const fieldName = z.enum(fieldNames);
export type FieldName = z.output<typeof fieldName>;

/** Asked of everybody: R11 of the plan's promises and what a check of them needs. */
export const required: readonly FieldName[] = [
  'legal-name',
  'entity-type',
  'state-of-incorporation',
  'registration-number',
  'street-address',
  'address-kind',
  'contact-name',
  'contact-phone',
  'contact-email',
  'signer-name',
];

/** Asked besides of whoever has customers of his own. */
export const requiredOfCarriers: readonly FieldName[] = ['frn', 'filer-id'];

/** Those that a source other than the applicant must confirm. */
export const confirmed: readonly FieldName[] = [
  'legal-name',
  'state-of-incorporation',
  'street-address',
  'contact-phone',
  'contact-email',
];

/** What a field may hold where it is not free text. */
export const shapes: { readonly [name in FieldName]?: { readonly shape: RegExp; readonly fix: string } } = {
  'address-kind': {
    shape: /^(commercial|residential|virtual-office|post-box|mail-forwarding|registered-agent|hotel)$/,
    fix: 'One of commercial, residential, virtual-office, post-box, mail-forwarding, registered-agent, hotel.',
  },
  'incorporated-on': { shape: /^\d{4}-\d{2}-\d{2}$/, fix: 'A date as YYYY-MM-DD.' },
  'domain-registered-on': { shape: /^\d{4}-\d{2}-\d{2}$/, fix: 'A date as YYYY-MM-DD.' },
  'contact-email': { shape: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, fix: 'An e-mail address.' },
  'contact-phone': { shape: /^\+[1-9]\d{6,14}$/, fix: 'A number as +15155550100.' },
  'alternate-phone': { shape: /^\+[1-9]\d{6,14}$/, fix: 'A number as +15155550100.' },
  'signup-country': { shape: /^[A-Z]{2}$/, fix: 'Two letters, as US.' },
  country: { shape: /^[A-Z]{2}$/, fix: 'Two letters, as US.' },
  frn: { shape: /^\d{10}$/, fix: 'Ten digits.' },
  'filer-id': { shape: /^\d{6}$/, fix: 'Six digits.' },
  ocn: { shape: /^[0-9A-Z]{4}$/, fix: 'Four letters and digits.' },
  'robocall-database-number': { shape: /^RMD\d{7}$/, fix: 'RMD and seven digits.' },
};
