import { dayOfDate, type Zone } from '../../../kernel/time.ts';

const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/;
const clockWritten = /(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap])?\.?m?/i;

const two = (text: string): string => text.padStart(2, '0');

const dayWritten = (text: string): number | null => {
  const parts = american.exec(text);
  if (parts === null) return dayOfDate(text.slice(0, 10));
  const [, month = '', day = '', year = ''] = parts;
  return dayOfDate(`${year}-${two(month)}-${two(day)}`);
};

/** Epoch ms of a day written 2026-03-10 or 03/10/2026 and a clock beside or behind it, at noon where none is written; null for no day. */
export const momentOf = (date: string, time: string, zone: Zone): number | null => {
  const day = dayWritten(date);
  if (day === null) return null;
  const [, hours, minutes = '0', seconds = '0', half] = clockWritten.exec(time) ?? [];
  if (hours === undefined) return zone.at(day, 12 * 3_600_000);
  const twelve = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return zone.at(day, ((twelve * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000);
};
