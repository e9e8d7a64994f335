import { createInterface } from 'node:readline';
import { refuse } from '../../kernel/problem.ts';

/** The passphrase that seals keys: from COMPLINE_PASSPHRASE, else typed, never echoed. */
export const passphrase = async (): Promise<string> => {
  const given = process.env.COMPLINE_PASSPHRASE;
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY)
    return refuse(
      'invalid-input',
      'A passphrase seals the keys of a backup.',
      'Set COMPLINE_PASSPHRASE, or run this at a terminal to type it.',
    );
  process.stderr.write('Passphrase for the keys: ');
  const reader = createInterface({ input: process.stdin, terminal: true });
  return new Promise((resolve) => {
    reader.question('', (answer) => {
      reader.close();
      process.stderr.write('\n');
      resolve(answer);
    });
  });
};
