import type { Company, Contact } from './frame.ts';
import { requireDate, requireSome, requireText } from './require.ts';

const months = 'January February March April May June July August September October November December'.split(' ');

/** Writes YYYY-MM-DD as "March 1, 2027"; throws naming the field when it is no date. */
export function writtenDate(field: string, date: string): string {
  const { year, month, day } = requireDate(field, date);
  return `${months[month - 1]} ${day}, ${year}`;
}

/** Joins as English does: "a", "a and b", "a, b and c". */
export function inSeries(items: readonly string[]): string {
  const last = items.at(-1);
  if (last === undefined) return '';
  return items.length === 1 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** Writes a number of things: "no complaints", "1 complaint", "3 complaints". */
export function counted(count: number, singular: string, plural: string): string {
  return `${count === 0 ? 'no' : count} ${count === 1 ? singular : plural}`;
}

/** The sum of bytes as a reader expects it, "1,234 bytes". */
export function writtenSize(bytes: number): string {
  return `${bytes.toString().replace(/\B(?=(\d{3})+$)/g, ',')} bytes`;
}

/** Names each company with its Form 499 Filer ID, which the certificate needs beside the name. */
export function companiesWithIds(companies: readonly Company[]): string {
  const named = requireSome('companies', companies).map(
    ({ name, filerId }, index) =>
      `${requireText(`companies[${index}].name`, name)} (Form 499 Filer ID ${writtenFilerId(index, filerId)})`,
  );
  return inSeries(named);
}

function writtenFilerId(index: number, filerId: string): string {
  if (!/^\d{6}$/.test(filerId))
    throw new RangeError(`companies[${index}].filerId is "${filerId}": give the six digits of the Form 499 Filer ID`);
  return filerId;
}

/** How a text speaks of the companies: subject with verbs that agree. */
export function speakingOf(companies: readonly Company[]) {
  return companies.length === 1
    ? ({ the: 'the company', The: 'The company', has: 'has', is: 'is', its: 'its', it: 'it', s: 's' } as const)
    : ({
        the: 'the companies',
        The: 'The companies',
        has: 'have',
        is: 'are',
        its: 'their',
        it: 'they',
        s: '',
      } as const);
}

/** A contact line by line, as an address block prints it. */
export function contactLines(contact: Contact): string[] {
  return [
    requireText('contact.name', contact.name),
    contact.organization,
    ...contact.address,
    `Telephone ${requireText('contact.telephone', contact.telephone)}`,
    requireText('contact.email', contact.email),
  ].filter((line) => line !== '');
}
