import { useState } from 'react';
import { DoorForm } from './door-form.tsx';
import { BothPasswords } from './password-field.tsx';
import { useChangePassword } from './session.ts';
import { words } from './words.ts';

/** Whoever came with a password that another gave him chooses one of his own before all else. */
export const ChangePassword = () => {
  const change = useChangePassword();
  const [of, setOf] = useState({ password: '', newPassword: '' });
  return (
    <DoorForm title={words.changeTitle} lead={words.changeLead} button={words.change} does={change} given={of}>
      <BothPasswords of={of} onChange={setOf} />
    </DoorForm>
  );
};
