// What mail programs write above a mail that they forward: known by its form, left out of what is read.
import { describe, expect, it } from 'vitest';
import { withoutHeaders } from './forwarded.ts';

const header = [
  'From: Desk <desk@traceback.example>',
  'Sent: Friday, November 20, 2026 10:00 AM',
  'To: Office',
  'Subject: T',
];

describe('The header of a forwarded mail', () => {
  it.each([
    ['Gmail', '---------- Forwarded message ---------'],
    ['Outlook', '-----Original Message-----'],
    ['Outlook with a line', '________________________________'],
    ['Apple Mail', 'Begin forwarded message:\n'],
    ['Thunderbird, quoted', '> -------- Forwarded Message --------'],
  ])('of %s is known under its line, and left out', (_program, line) => {
    const { text, headers } = withoutHeaders(['See below', '', line, ...header, '', 'Called: 303-555-0120'].join('\n'));
    expect(headers).toEqual([
      {
        from: 'Desk <desk@traceback.example>',
        subject: 'T',
        sent: 'Friday, November 20, 2026 10:00 AM',
        marked: true,
      },
    ]);
    expect(text).not.toContain('2026');
    expect(text).toContain('Called: 303-555-0120');
  });

  it('without such a line is left out, and moves nothing', () => {
    const { text, headers } = withoutHeaders(['See below', ...header, 'Called: 303-555-0120'].join('\n'));
    expect(headers).toMatchObject([{ marked: false }]);
    expect(text).toBe('See below\nCalled: 303-555-0120');
  });

  it.each([
    ['names the parties of a call', 'From: +1 202 555 0143\nTo: +1 303 555 0120\nDate: 2026-11-18 15:02 UTC'],
    ['names them as addresses', 'From: sip:12025550143@gw.example\nTo: 303-555-0120\nDate: 2026-11-18 15:02 UTC'],
    ['lacks to whom it went', 'From: desk@traceback.example\nDate: 2026-11-18 15:02 UTC'],
  ])('is none where it %s', (_what, words) => {
    expect(withoutHeaders(words)).toEqual({ text: words, headers: [] });
  });
});
