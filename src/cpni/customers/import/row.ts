import type { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { localDate } from '../dates.ts';
import { contactKey, e164, lettersKey } from '../normalise.ts';
import { type Category, category as categoryOf, type language } from '../record.ts';
import { type Cells, cellsOf, type Reason, startOf } from './cells.ts';
import type { Column } from './columns.ts';
import { type Legacy, legacyOf } from './legacy.ts';
import { type NoticeText, noticeTexts } from './notice-texts.ts';

export type NewService = {
  readonly category: Category;
  readonly provider: string | null;
  readonly number: string | null;
};
export type NewContact = {
  readonly kind: 'email' | 'postal' | 'phone';
  readonly value: string;
  readonly key: string;
  readonly linkedDay: string;
};

/** A row that can be written. Instants are epoch ms. */
export type CustomerRow = {
  readonly line: number;
  readonly account: string;
  readonly name: string;
  readonly language: z.output<typeof language>;
  readonly since: string | null;
  readonly leftAt: number | null;
  readonly services: readonly NewService[];
  readonly contacts: readonly NewContact[];
  readonly persons: readonly { readonly name: string; readonly key: string }[];
  readonly emailConsentAt: number | null;
  readonly legacy: Legacy | null;
};

/** What every row is read against. */
export type Reading = {
  readonly zone: string;
  readonly at: number;
  readonly places: ReadonlyMap<Column, number>;
  readonly affiliates: ReadonlyMap<string, string>;
  readonly texts: ReadonlyMap<string, NoticeText>;
};

/** Looks up once what all rows need: affiliates by name, approved notice texts. */
export const readingOf = async (ctx: Ctx, places: ReadonlyMap<Column, number>): Promise<Reading> => {
  const affiliates = await ctx.tx.selectFrom('affiliate').select(['id', 'name']).execute();
  return {
    zone: ctx.carrier.zone,
    at: ctx.at,
    places,
    affiliates: new Map(affiliates.map(({ id, name }) => [lettersKey(name) ?? name, id])),
    texts: await noticeTexts(ctx),
  };
};

const listOf = (text: string): string[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const required = (cells: Cells, column: 'account_number' | 'name', longest: number): string => {
  const text = cells.text(column);
  if (text === '') cells.wrong(column, 'is empty');
  if (text.length > longest) cells.wrong(column, `is over ${longest} characters`);
  return text;
};

const languageOf = (cells: Cells): 'en' | 'es' => {
  const said = cells.text('language').toLowerCase();
  if (['es', 'spa', 'spanish', 'español'].includes(said) || said.startsWith('es-')) return 'es';
  if (!['', 'en', 'eng', 'english'].includes(said) && !said.startsWith('en-'))
    cells.wrong('language', 'is neither en nor es');
  return 'en';
};

const serviceOf = (cells: Cells, text: string, { affiliates }: Reading): NewService | null => {
  const [what = '', ...rest] = text.split(':');
  const [categoryText = '', affiliate] = what.split('@');
  const category = categoryOf.safeParse(categoryText.trim().toLowerCase());
  const written = rest.join(':').trim();
  const number = written === '' ? null : e164(written);
  const provider = affiliate === undefined ? null : (affiliates.get(lettersKey(affiliate) ?? '') ?? null);
  if (!category.success)
    cells.wrong('services', 'names a category that is none of local, interexchange, cmrs, interconnected-voip');
  if (written !== '' && number === null) cells.wrong('services', 'holds a telephone number that is none');
  if (affiliate !== undefined && provider === null)
    cells.wrong('services', 'names an affiliate that this carrier does not list');
  return category.success ? { category: category.data, provider, number } : null;
};

const contactsOf = (cells: Cells, today: string): NewContact[] => {
  const given = [
    ['email', 'email', cells.date('email_linked')],
    ['postal_address', 'postal', cells.date('postal_linked')],
    ['contact_phone', 'phone', null],
  ] as const;
  const contacts: NewContact[] = [];
  for (const [column, kind, linked] of given) {
    const value = cells.text(column);
    if (value === '') continue;
    const key = contactKey(kind, value);
    if (key === null)
      cells.wrong(
        column,
        kind === 'email' ? 'is no e-mail address' : kind === 'phone' ? 'is no telephone number' : 'is no address',
      );
    else contacts.push({ kind, value, key, linkedDay: linked ?? today });
  }
  return contacts;
};

const legible = (cells: Cells, row: readonly string[], places: ReadonlyMap<Column, number>): void => {
  if (row.length > places.size)
    cells.wrong(
      'row',
      `has ${row.length} cells, the header has ${places.size}: a comma inside a cell needs quotation marks`,
    );
  // U+0000 cannot be stored; U+FFFD is what bytes that are no UTF-8 become
  if (row.some((cell) => cell.includes('\0') || cell.includes('\uFFFD'))) cells.wrong('row', 'is not UTF-8 text');
};

const approvalColumns = ['cpni_approval', 'opt_in', 'opt_out'] as const;

/** Reads one row of the file: all that is wrong with it, or what to write. */
export const readRow = (reading: Reading, line: number, row: readonly string[]): CustomerRow | readonly Reason[] => {
  const { zone, at, places, texts } = reading;
  const cells = cellsOf(places, row, zone, at);
  legible(cells, row, places);
  const says = approvalColumns.some((column) => places.has(column));
  const read: CustomerRow = {
    line,
    account: required(cells, 'account_number', 64),
    name: required(cells, 'name', 200),
    language: languageOf(cells),
    since: cells.date('since'),
    leftAt: startOf(zone, cells.date('left')),
    services: listOf(cells.text('services')).flatMap((text) => serviceOf(cells, text, reading) ?? []),
    contacts: contactsOf(cells, localDate(zone, at)),
    persons: listOf(cells.text('authorized_persons')).map((name) => ({ name, key: lettersKey(name) ?? name })),
    emailConsentAt: startOf(zone, cells.date('email_consent_date')),
    legacy: says ? legacyOf(cells, texts, zone, at) : null,
  };
  if (read.since !== null && read.leftAt !== null && read.leftAt < (startOf(zone, read.since) ?? 0))
    cells.wrong('left', 'lies before since');
  return cells.reasons.length > 0 ? cells.reasons : read;
};
