import { describe, expect, it } from 'vitest';
import { openDocument, placeOf } from './document.ts';

const texts = (raw: string): readonly string[] =>
  openDocument(raw)
    .units.filter((unit) => unit.kind !== 'heading')
    .map((unit) => unit.text);

describe('the sentences of a filing', () => {
  it('are joined over wrapped lines, even on a double-spaced page', () => {
    const raw =
      'We keep records of every notice that we send to customers by mail or otherwise and\n\nretain them for a year. We train staff.\n';
    expect(texts(raw)).toEqual([
      'We keep records of every notice that we send to customers by mail or otherwise and retain them for a year.',
      'We train staff.',
    ]);
  });

  it('lead back to the very characters and the line they were read from', () => {
    const raw = 'We serve two towns.\n\nThe co\u00adoperative’s rule is **Â§ 64.2009(e)**, as every-\nbody knows.\n';
    const document = openDocument(raw);
    const unit = document.units[1];
    if (!unit) throw new Error('there is no second sentence');
    expect(unit.text).toBe("The cooperative's rule is § 64.2009(e), as everybody knows.");
    expect(placeOf(document, unit, 26, unit.text.length)).toEqual({
      quote: '§ 64.2009(e)**, as every-\nbody knows.',
      line: 3,
    });
  });

  it('lose the hyphen of a broken word but keep that of opt-out', () => {
    expect(
      texts('All marketing is reviewed by a mana-\nger before it starts, and opt-\nout customers are left alone.'),
    ).toEqual(['All marketing is reviewed by a manager before it starts, and opt-out customers are left alone.']);
  });

  it('do not end at an abbreviation, a citation or an initial', () => {
    expect(texts('See 47 C.F.R. § 64.2001 et seq. for the rules. J. R. Doe of Acme, Inc. signed No. 4.')).toEqual([
      'See 47 C.F.R. § 64.2001 et seq. for the rules.',
      'J. R. Doe of Acme, Inc. signed No. 4.',
    ]);
  });

  it('take list items one by one and leave headings out', () => {
    expect(texts('## Access\n\nWe ask for one of:\n\n- a password;\n- a photo ID.\n')).toEqual([
      'We ask for one of:',
      'a password;',
      'a photo ID.',
    ]);
  });

  it('straighten quotes and section signs, and close up wide-set letters', () => {
    expect(texts('The C P N I rules, Â§ 64.2009 (e), protect the customer’s data.')).toEqual([
      "The CPNI rules, § 64.2009(e), protect the customer's data.",
    ]);
  });

  it('of an empty text are none', () => {
    expect(texts(' \n\n')).toEqual([]);
  });
});
