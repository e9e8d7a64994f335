import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerKey, promptFault, suggestedPrompts } from './prompts.ts';

const refused: readonly (readonly [what: string, prompt: string])[] = [
  ['family', "What is your mother's maiden name?"],
  ['family', 'What is the middle name of your oldest child?'],
  ['family', 'Who is your favorite aunt?'],
  ['family', '¿Cuál es el apellido de soltera de su madre?'],
  ['family', '¿Cómo se llama su abuela?'],
  ['birth', 'What is your date of birth?'],
  ['birth', 'In which month were you born?'],
  ['birth', '¿Cuándo es su cumpleaños?'],
  ['birth', '¿Dónde nació usted?'],
  ['identity-number', 'What are the last four of your social?'],
  ['identity-number', 'What is your SSN, please?'],
  ['identity-number', "What is your driver's license number?"],
  ['identity-number', '¿Cuáles son los últimos 4 de su seguro social?'],
  ['identity-number', '¿Cuál es el número de su pasaporte?'],
  ['address', 'What street do you remember?'],
  ['address', 'What is your ZIP code now?'],
  ['address', 'In what town did you grow up?'],
  ['address', '¿En qué calle creció usted?'],
  ['address', '¿Cuál es su código postal?'],
  ['contact', 'What was your old telephone number?'],
  ['contact', '¿Cuál es su correo de siempre?'],
  ['account', 'What is your account number with us?'],
  ['account', 'What is your PIN for this?'],
  ['account', '¿Cuál es su número de cliente?'],
  ['payment', 'What was the amount of your last bill?'],
  ['payment', 'Which card do you pay with?'],
  ['payment', '¿Cuál fue el importe de su última factura?'],
  ['call-or-service', 'Whom did you last call on Sunday?'],
  ['call-or-service', 'Which plan do you have with us?'],
  ['call-or-service', '¿A quién llamó usted ayer?'],
  ['life-history', 'What was the name of your first pet?'],
  ['life-history', 'What school did you go to?'],
  ['life-history', 'What was the make of your car?'],
  ['life-history', '¿Cómo se llamaba su primera mascota?'],
  ['life-history', '¿En qué escuela estudió usted?'],
  ['life-history', '¿Dónde fue su boda con ella?'],
];

const taken = [
  'Which word did you choose for a rainy morning?',
  'What do you whisper to the kettle?',
  'Which color would you paint the moon?',
  'What would a pirate drink on the moon?',
  '¿Qué palabra le dice usted al espejo?',
  '¿De qué color pintaría la luna?',
];

describe('A back-up question', () => {
  it.each(refused)('that asks for %s is refused: %s', (_what, prompt) => {
    expect(promptFault(prompt, 'marmalade')?.why).toBe('asks-for');
  });

  it('is refused whatever its case, accents and marks', () => {
    for (const prompt of [
      'WHAT IS YOUR MOTHERS MAIDEN NAME',
      'mother-s... MAIDEN   name of yours',
      '¿cual es su direccion, si?',
    ])
      expect(promptFault(prompt, 'marmalade')?.why).toBe('asks-for');
  });

  it.each(taken)('that rests on the customer’s own invention is taken: %s', (prompt) => {
    expect(promptFault(prompt, 'marmalade')).toBeNull();
  });

  it('that we propose is taken, in English and Spanish', () => {
    for (const prompt of [...suggestedPrompts.en, ...suggestedPrompts.es])
      expect([prompt, promptFault(prompt, 'marmalade')]).toEqual([prompt, null]);
  });

  it('does not say its own answer, and is a question of several words', () => {
    expect(promptFault('Which jam: marmalade or plum?', 'Marmalade')).toEqual({ why: 'holds-the-answer' });
    expect(promptFault('Color?', 'green')).toEqual({ why: 'too-short' });
  });

  it('stays refused with any words around it', () => {
    const words = fc.stringMatching(/^[a-z ]{0,40}$/);
    fc.assert(
      fc.property(fc.constantFrom(...refused), words, words, ([, prompt], before, after) => {
        expect(promptFault(`${before} ${prompt} ${after}`, '#')?.why).toBe('asks-for');
      }),
    );
  });
});

describe('Its answer', () => {
  it('is compared without case, accents and marks', () => {
    expect(answerKey('  Mármol-Lade! ')).toBe(answerKey('marmol lade'));
    expect(answerKey('marmalade')).not.toBe(answerKey('marmalad'));
  });
});
