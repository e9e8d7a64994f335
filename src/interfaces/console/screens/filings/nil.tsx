import { useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { type Proof, ProveAgain } from '../../session/prove-again.tsx';
import { useMay } from '../../session/session.ts';
import type { Filing } from './states.ts';
import { words } from './words.ts';

type Register = keyof typeof words.registers;
type NilAct = 'complaints.nil' | 'pretexting.nil';

const actOf = (register: Register): NilAct => (register === 'complaints' ? 'complaints.nil' : 'pretexting.nil');

/** An empty register is certified only when somebody signed that it is. */
export const Nil = ({ filing: { year, figures, signature } }: { readonly filing: Filing }) => {
  const may = useMay('complaints.nil');
  const [register, setRegister] = useState<Register>('complaints');
  const [password, setPassword] = useState<Proof>('');
  const all = Object.keys(words.registers).length;
  if (!may || signature !== null || figures.nilReports.length === all) return null;
  const signed = { year, password };
  return (
    <Part title={words.nilTitle}>
      <ActFormThen<NilAct>
        act={actOf(register)}
        input={() => (register === 'complaints' ? signed : { register, ...signed })}
        button={words.signNil}
        done={words.nilSigned}
        onDone={() => setPassword('')}
      >
        <OneOf label={words.register} of={words.registers} value={register} onChange={setRegister} />
        <ProveAgain value={password} onChange={setPassword} />
      </ActFormThen>
    </Part>
  );
};
