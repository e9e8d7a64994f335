import { describe, expect, it } from 'vitest';
import { confirmationPdf } from '../../../test/confirmation-pdf.ts';
import { readDocument } from '../lint/read-document.ts';
import { readConfirmation } from './confirmation.ts';

describe('A confirmation of the FCC', () => {
  it('tells its number, the time in Washington, Filer ID and FRN', () => {
    const says = readConfirmation(
      'Confirmation Number: 20270210123456789\nSubmitted Feb 10, 2027 2:30:05 PM ET\nFiler ID 823456, FRN: 0012-34-5678',
    );
    expect(says).toEqual({
      number: '20270210123456789',
      receivedAt: '2027-02-10T14:30:05-05:00',
      filerIds: ['823456'],
      frns: ['0012345678'],
    });
  });

  it('is read at noon, at midnight and in summer as the clock there showed it', () => {
    const at = (time: string) => readConfirmation(`Received ${time}`).receivedAt;
    expect(at('2/10/2027 12:05 PM')).toBe('2027-02-10T12:05:00-05:00');
    expect(at('2/10/2027 12:05 am')).toBe('2027-02-10T00:05:00-05:00');
    expect(at('2027-07-01 16:00')).toBe('2027-07-01T16:00:00-04:00');
    expect(at('February 30, 2027 10:00 AM')).toBeNull();
    expect(at('2/10/2027 25:00')).toBeNull();
  });

  it('tells nothing that it says twice otherwise', () => {
    const says = readConfirmation(
      'Confirmation # 1234567 of 2/10/2027 10:00, confirmation # 7654321 of 2/11/2027 10:00',
    );
    expect(says).toMatchObject({ number: null, receivedAt: null });
  });

  it('is read from its PDF', async () => {
    const pdf = Buffer.from(confirmationPdf('823456', '20270210-4711', 'Feb 10, 2027 9:14 AM'), 'base64');
    const read = await readDocument(pdf);
    expect(readConfirmation('text' in read ? read.text : read.detail)).toEqual({
      number: '20270210-4711',
      receivedAt: '2027-02-10T09:14:00-05:00',
      filerIds: ['823456'],
      frns: [],
    });
  });
});
