import type { RetentionClass } from '../../carriers/retention/class.ts';

/** No rule names a time; four years are those of the customer's case (64.1200(n)(4)). */
export const customerLettersKept: RetentionClass = {
  id: 'customerletters',
  says: 'The words and the addressee of a letter to a voice customer and the printed file, from the day it was wanted, once the post took it or it fell away. What it told of, when it went and the hash of the file stay',
  law: ['47 CFR 64.6305(a)(2)'],
  months: 48,
  atOnce: 50,
};
