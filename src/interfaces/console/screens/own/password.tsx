import { useState } from 'react';
import { Part } from '../../parts/page.tsx';
import { useOwnAct } from '../../session/own.ts';
import { Password } from '../../session/password-field.tsx';
import { OwnForm } from './own-form.tsx';
import { words } from './words.ts';

const blank = { password: '', newPassword: '' };

/** Another password in the place of the one there is. */
export const ChangePassword = () => {
  const [of, setOf] = useState(blank);
  const change = useOwnAct<unknown, typeof blank>((given) => ({
    ...{ method: 'POST', path: '/v1/persons/current:change-password', body: given },
  }));
  return (
    <Part title={words.password}>
      <OwnForm does={change} input={of} button={words.change} done={words.changed} onDone={() => setOf(blank)}>
        <Password
          label={words.present}
          description={null}
          kind="current"
          value={of.password}
          onChange={(password) => setOf({ ...of, password })}
        />
        <Password
          label={words.newPassword}
          description={null}
          kind="new"
          value={of.newPassword}
          onChange={(newPassword) => setOf({ ...of, newPassword })}
        />
      </OwnForm>
    </Part>
  );
};
