import { type ReactNode, useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { DateField, Line, Lines, MaybeLines, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { linesOf, words } from './number-words.ts';

type Given = { readonly accountId: string; readonly numbers: string[]; readonly verification: string | null };
type Props = { readonly given: () => Given; readonly children: ReactNode };

const shared = { button: words.give, done: words.given } as const;

const Assigned = ({ given, children }: Props) => {
  const [order, setOrder] = useState('');
  return (
    <ActForm act="numbers.assign" input={() => ({ ...given(), order })} {...shared}>
      {children}
      <Line label={words.order} value={order} onChange={setOrder} />
    </ActForm>
  );
};

const PortedIn = ({ given, children }: Props) => {
  const [portOrder, setPortOrder] = useState('');
  const [effectiveOn, setEffectiveOn] = useState('');
  return (
    <ActForm act="numbers.portIn" input={() => ({ ...given(), portOrder, effectiveOn })} {...shared}>
      {children}
      <Line label={words.portOrder} value={portOrder} onChange={setPortOrder} />
      <DateField label={words.effectiveOn} value={effectiveOn} onChange={setEffectiveOn} />
    </ActForm>
  );
};

const Letter = ({ given, children }: Props) => {
  const [of, setOf] = useState({ holder: '', signedOn: '', letterHash: '', lastDay: '' });
  const put = (name: keyof typeof of) => (to: string) => setOf({ ...of, [name]: to });
  return (
    <ActForm act="numbers.letter" input={() => ({ ...given(), ...of })} {...shared}>
      {children}
      <Line label={words.holder} value={of.holder} onChange={put('holder')} />
      <DateField label={words.signedOn} value={of.signedOn} onChange={put('signedOn')} />
      <Line label={words.letterHash} value={of.letterHash} onChange={put('letterHash')} />
      <DateField label={words.lastDay} value={of.lastDay} onChange={put('lastDay')} />
    </ActForm>
  );
};

const TollFree = ({ given, children }: Props) => {
  const [responsibleOrganization, setOrganization] = useState('');
  const [reference, setReference] = useState('');
  return (
    <ActForm act="numbers.tollFree" input={() => ({ ...given(), responsibleOrganization, reference })} {...shared}>
      {children}
      <Line label={words.responsibleOrganization} value={responsibleOrganization} onChange={setOrganization} />
      <Line label={words.reference} value={reference} onChange={setReference} />
    </ActForm>
  );
};

const forms = { assigned: Assigned, 'ported-in': PortedIn, letter: Letter, 'toll-free': TollFree } as const;

/** Gives an account the right to numbers, by what that rests on. */
export const GiveRight = ({ accountId }: { readonly accountId: string }) => {
  const [basis, setBasis] = useState<keyof typeof forms>('assigned');
  const [numbers, setNumbers] = useState('');
  const [how, setHow] = useState('');
  const { [basis]: Form } = forms;
  const given = (): Given => ({
    accountId,
    numbers: [...linesOf(numbers)],
    verification: how.trim() === '' ? null : how.trim(),
  });
  return (
    <Part title={words.giveTitle}>
      <div className="fields">
        <OneOf label={words.basis} of={words.gives} value={basis} onChange={setBasis} />
      </div>
      <Form given={given}>
        <Lines label={words.numbers} value={numbers} onChange={setNumbers} />
        <MaybeLines label={words.how} value={how} onChange={setHow} />
      </Form>
    </Part>
  );
};

/** Ends the right to numbers, now. */
export const EndRight = ({ accountId }: { readonly accountId: string }) => {
  const [numbers, setNumbers] = useState('');
  const [why, setWhy] = useState<keyof typeof words.ends>('ported-out');
  const [reason, setReason] = useState('');
  return (
    <Part title={words.endTitle}>
      <ActForm
        act="numbers.end"
        input={() => ({ accountId, numbers: [...linesOf(numbers)], why, reason })}
        button={words.end}
        done={words.ended}
      >
        <Lines label={words.numbers} value={numbers} onChange={setNumbers} />
        <OneOf label={words.endWhy} of={words.ends} value={why} onChange={setWhy} />
        <Lines label={words.reason} value={reason} onChange={setReason} />
      </ActForm>
    </Part>
  );
};
