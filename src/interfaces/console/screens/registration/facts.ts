import type { InputOf, OutputOf } from '../../../client/types.ts';

export type Facts = OutputOf<'registrations.list'>['items'][number]['facts'];
type Given = InputOf<'registrations.enter'>['facts'];
type Named = readonly { readonly name: string; readonly what: string }[];

type Paragraphed = { readonly paragraph: Exclude<Facts['extension']['paragraph'], undefined> };

/** What a person writes of the registration: lists as lines. */
export type Written = Omit<
  Required<Facts>,
  | 'country'
  | 'contact'
  | 'extension'
  | 'otherFrns'
  | 'otherNames'
  | 'principals'
  | 'affiliates'
  | 'subsidiaries'
  | 'parents'
  | 'analyticsVendors'
  | 'enforcement'
> & {
  readonly country: string;
  readonly contact: Readonly<Record<keyof Facts['contact'], string>>;
  readonly extension: Omit<Facts['extension'], 'paragraph'> & Pick<Paragraphed, 'paragraph'>;
  readonly otherFrns: string;
  readonly otherNames: string;
  readonly principals: string;
  readonly affiliates: string;
  readonly subsidiaries: string;
  readonly parents: string;
  readonly analyticsVendors: string;
  readonly enforcement: string;
};

/** The lists of it. */
export type ListField = 'principals' | 'affiliates' | 'subsidiaries' | 'parents' | 'analyticsVendors';

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const partsOf = (line: string, count: number): readonly string[] => {
  const parts = line.split(';').map((part) => part.trim());
  // what is beyond belongs to the last
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join('; ')];
};

const written = (of: Named): string => of.map(({ name, what }) => (what === '' ? name : `${name}; ${what}`)).join('\n');

const named = (text: string) =>
  linesOf(text).map((line) => {
    const [name = '', what = ''] = partsOf(line, 2);
    return { name, what };
  });

const blank = {
  name: '',
  title: '',
  department: '',
  address: '',
  country: 'US',
  telephone: '',
  extension: '',
  email: '',
};

/** What is entered already, to be written on; a beginning where nothing is. */
export const writtenOf = (facts: Facts | null): Written => {
  if (facts === null)
    return {
      ...{ roles: ['voice-service-provider'], status: 'full', foreign: 'no', otherFrns: '', country: 'US' },
      ...{ extension: { kind: 'none', paragraph: null, because: '' }, otherNames: '', contact: blank, principals: '' },
      ...{ affiliates: '', subsidiaries: '', parents: '', analyticsVendors: '', enforcement: '', removals: 'none' },
    };
  const { enforcement, extension } = facts;
  return {
    ...facts,
    country: facts.country ?? 'US',
    contact: {
      ...blank,
      ...facts.contact,
      country: facts.contact.country ?? 'US',
      extension: facts.contact.extension ?? '',
    },
    extension: { ...extension, paragraph: extension.paragraph ?? null },
    otherFrns: (facts.otherFrns ?? []).join('\n'),
    otherNames: facts.otherNames.join('\n'),
    principals: written(facts.principals),
    affiliates: written(facts.affiliates),
    subsidiaries: written(facts.subsidiaries),
    parents: written(facts.parents),
    analyticsVendors: written(facts.analyticsVendors),
    enforcement: enforcement
      .map(({ agency, about, beganOn, status, findings }) => [agency, about, beganOn, status, findings].join('; '))
      .join('\n'),
  };
};

/** What was written, as the operation takes it. */
export const factsOf = (of: Written): Given => ({
  ...of,
  otherFrns: linesOf(of.otherFrns),
  otherNames: linesOf(of.otherNames),
  principals: named(of.principals),
  affiliates: named(of.affiliates),
  subsidiaries: named(of.subsidiaries),
  parents: named(of.parents),
  analyticsVendors: named(of.analyticsVendors),
  enforcement: linesOf(of.enforcement).map((line) => {
    const [agency = '', about = '', beganOn = '', status = '', findings = ''] = partsOf(line, 5);
    return { agency, about, beganOn, status, findings };
  }),
});
