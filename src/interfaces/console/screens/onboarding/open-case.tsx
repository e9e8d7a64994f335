import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Line } from '../../parts/fields.tsx';
import { words } from './words.ts';

/** A case begins with the name of whoever asks for service. */
export const OpenCase = ({ onClose }: { readonly onClose: () => void }) => {
  const navigate = useNavigate();
  const [applicant, setApplicant] = useState('');
  return (
    <Dialog title={words.open} onClose={onClose}>
      <ActFormThen
        act="onboarding.open"
        input={() => ({ applicant })}
        button={words.open}
        done={words.opened}
        onDone={({ id }) => void navigate({ to: '/onboarding/$caseId', params: { caseId: id } })}
      >
        <Line label={words.applicant} value={applicant} onChange={setApplicant} />
      </ActFormThen>
    </Dialog>
  );
};
