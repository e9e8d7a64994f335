import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { expected } from '../../../../test/fixtures/mail/expected.ts';
import { processorTime } from '../../../../test/processor.ts';
import { readMail } from '../../../carriers/mailbox/mail.ts';
import { ownWords } from './own-words.ts';
import { type Reading, readReturn } from './read.ts';

const folder = new URL('../../../../test/fixtures/mail/', import.meta.url);
const rawOf = (file: string): Buffer => readFileSync(new URL(file, folder));
const read = async (raw: Uint8Array): Promise<Reading> => readReturn(await readMail(raw));

const classOf = (reading: Reading): string => {
  if (reading.kind === 'bounce') return reading.weight;
  if (reading.kind !== 'answer') return reading.kind;
  if (reading.says === 'no' && reading.also.length === 0) return 'no';
  return reading.says === 'no' || reading.says === 'both' ? 'doubtful-no' : 'doubtful';
};

test.each(expected)('%s is read as %s: %s', async (file, what) => {
  expect(classOf(await read(rawOf(file)))).toBe(what);
});

describe('What a customer wrote himself', () => {
  test.each(expected.filter(([, what]) => ['no', 'doubtful', 'doubtful-no'].includes(what)))(
    '%s: nothing of the notice is taken for his words',
    async (file) => {
      const own = ownWords(await readMail(rawOf(file)));
      expect(own).not.toMatch(/federal law|30 days|ley federal|30 días|1-800|your decision does not|wrote:|escribi/i);
    },
  );

  const reply = (body: string, headers = ''): Uint8Array =>
    Buffer.from(
      `From: a@b.example\r\nSubject: Re: CPNI\r\n${headers}Content-Type: text/plain; charset=utf-8\r\n\r\n${body}`,
    );

  const texts = fc.string({ unit: fc.constantFrom(...'abcdefg hijklm,\n'), maxLength: 60 });
  const noes = fc.constantFrom(
    'no',
    'No!',
    'STOP',
    'stop',
    'unsubscribe',
    'opt out',
    'baja',
    'no autorizo',
    'Alto.',
    'do not use it',
  );

  const sayings = {
    no: [
      'Not authorized',
      'Please discontinue',
      'I want out',
      'Leave my data alone',
      'I would like to be excluded',
      'N',
      'ＮＯ',
      'You do not have my permission',
      'Please keep my information private',
      'Si, dar de baja',
      'no me interesa',
      'desautorizo el uso',
      'No one may use my data',
      'I don’t give you permission',
      'please take my name off',
    ],
    yes: ['Y si, acepto', 'Sí', 'You may use it', 'No objection', 'ok gracias'],
    unclear: ['Thanks!', 'I never received the letter', 'Si me llaman mañana, mejor', 'No recibí la carta'],
  } as const;

  test.each(Object.entries(sayings).flatMap(([says, all]) => all.map((words) => [words, says] as const)))(
    '%j says %s',
    async (words, says) => {
      expect(await read(reply(words))).toMatchObject({ kind: 'answer', says });
    },
  );

  it('a plain no counts with any text around it', async () => {
    await fc.assert(
      fc.asyncProperty(texts, noes, texts, async (before, no, after) => {
        const reading = await read(reply(`${before}\n${no}\n${after}`));
        expect(reading).toMatchObject({ kind: 'answer' });
        expect(classOf(reading)).toMatch(/^(no|doubtful-no)$/);
      }),
    );
  });

  it('an automatic reply never counts, whatever it says', async () => {
    const marks = fc.constantFrom(
      'Auto-Submitted: auto-replied',
      'Auto-Submitted: auto-generated (vacation)',
      'X-Autoreply: yes',
      'Precedence: bulk',
      'Precedence: auto_reply',
      'X-MS-Exchange-Inbox-Rules-Loop: a@b.example',
      'Return-Path: <>',
    );
    await fc.assert(
      fc.asyncProperty(marks, texts, noes, async (mark, text, no) => {
        expect((await read(reply(`${text}\n${no}`, `${mark}\r\n`))).kind).not.toBe('answer');
      }),
    );
  });

  it('nothing that stands only in the quotation is an answer', async () => {
    await fc.assert(
      fc.asyncProperty(noes, async (no) => {
        expect(classOf(await read(reply(`See you there\r\n\r\n> ${no}\r\n> ${no}\r\n`)))).toBe('doubtful');
      }),
    );
  });
});

describe('Whatever arrives', () => {
  const all = expected.map(([file]) => rawOf(file));

  it('cut off anywhere, or with bytes changed, is read without an error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...all),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.uint8Array({ maxLength: 40 }),
        async (raw, part, noise) => {
          const at = Math.floor(raw.length * part);
          await read(raw.subarray(0, at));
          await read(Buffer.concat([raw.subarray(0, at), noise, raw.subarray(at)]));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('random bytes are an unclear answer or less, never a no of nobody', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (raw) => void (await read(raw))));
  });

  const patterns = [
    '<a',
    '<!--',
    '<div class=',
    '> ',
    'no ',
    '--',
    'a@',
    '\n',
    '=?utf-8?b?',
    'On on ',
    '<blockquote>',
    '--x\r\n',
  ];
  test.each(patterns)('ten megabytes of %j cost no more than their length', async (piece) => {
    for (const type of ['text/plain', 'text/html', 'multipart/mixed; boundary=x']) {
      const head = Buffer.from(`From: a@b.example\r\nSubject: x\r\nContent-Type: ${type}\r\n\r\n`);
      const raw = Buffer.concat([head, Buffer.alloc(10_000_000, piece)]);
      const spent = processorTime();
      await read(raw);
      expect(spent()).toBeLessThan(10_000);
    }
  });
});
