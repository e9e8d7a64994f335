import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { ProveAgain } from '../../session/prove-again.tsx';
import { useMay } from '../../session/session.ts';
import type { Filing } from './states.ts';
import { words } from './words.ts';

type Register = keyof typeof words.registers;

const Complaints = ({
  year,
  password,
  onDone,
}: {
  readonly year: number;
  readonly password: string;
  readonly onDone: () => void;
}) => (
  <ActForm
    act="complaints.nil"
    input={() => ({ year, password })}
    button={words.signNil}
    done={words.nilSigned}
    onDone={onDone}
  >
    {null}
  </ActForm>
);

type Pretexting = {
  readonly register: 'data-brokers' | 'pretexters';
  readonly year: number;
  readonly password: string;
  readonly onDone: () => void;
};

const Pretexters = ({ register, year, password, onDone }: Pretexting) => (
  <ActForm
    act="pretexting.nil"
    input={() => ({ register, year, password })}
    button={words.signNil}
    done={words.nilSigned}
    onDone={onDone}
  >
    {null}
  </ActForm>
);

/** An empty register is certified only when somebody signed that it is. */
export const Nil = ({ filing: { year, figures, signature } }: { readonly filing: Filing }) => {
  const may = useMay('complaints.nil');
  const [register, setRegister] = useState<Register>('complaints');
  const [password, setPassword] = useState('');
  const forget = (): void => setPassword('');
  const all = Object.keys(words.registers).length;
  if (!may || signature !== null || figures.nilReports.length === all) return null;
  return (
    <Part title={words.nilTitle}>
      <div className="fields">
        <OneOf label={words.register} of={words.registers} value={register} onChange={setRegister} />
        <ProveAgain value={password} onChange={setPassword} />
        {register === 'complaints' ? (
          <Complaints year={year} password={password} onDone={forget} />
        ) : (
          <Pretexters register={register} year={year} password={password} onDone={forget} />
        )}
      </div>
    </Part>
  );
};
