import { useState } from 'react';
import { Part } from '../../parts/page.tsx';
import { SentForm } from '../../parts/sent-form.tsx';
import { useOwnAct } from '../../session/own.ts';
import { BothPasswords, type Changing } from '../../session/password-field.tsx';
import { words } from './words.ts';

const blank: Changing = { password: '', newPassword: '' };

/** Another password in the place of the one there is. */
export const ChangePassword = () => {
  const [of, setOf] = useState(blank);
  const change = useOwnAct<unknown, Changing>((given) => ({
    ...{ method: 'POST', path: '/v1/persons/current:change-password', body: given },
  }));
  return (
    <Part title={words.password}>
      <SentForm
        does={change}
        input={() => of}
        variant="default"
        button={words.change}
        done={words.changed}
        onDone={() => setOf(blank)}
      >
        <BothPasswords of={of} onChange={setOf} />
      </SentForm>
    </Part>
  );
};
