import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { usePages } from '../../ask.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Lines } from '../../parts/fields.tsx';
import { More } from '../../parts/more.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { CheckNumbers } from './number-check.tsx';
import { EndRight, GiveRight } from './number-give.tsx';
import { ImportNumbers } from './number-import.tsx';
import { type Right, words } from './number-words.ts';

const columnsOf = (onVerify: ((right: Right) => void) | null): readonly Column<Right>[] => [
  plain(words.number, ({ first, last }) => words.range(first, last)),
  plain(words.basis, ({ basis }) => words.bases[basis]),
  plain(words.evidence, ({ evidence }) => evidence),
  {
    label: words.verified,
    value: ({ verifiedBy }) => verifiedBy,
    show: (right) => {
      if (right.verifiedBy !== null) return right.verifiedBy;
      if (onVerify === null) return words.nobody;
      return (
        <>
          {words.nobody}{' '}
          <UnstyledButton className="link" onClick={() => onVerify(right)}>
            {words.verify}
          </UnstyledButton>
        </>
      );
    },
  },
  {
    label: words.until,
    value: ({ until }) => until,
    show: ({ until }) => (until === null ? words.noEnd : <Moment of={until} />),
  },
];

const Verify = ({ right, onClose }: { readonly right: Right; readonly onClose: () => void }) => {
  const [verification, setVerification] = useState('');
  return (
    <Dialog title={`${words.verifyTitle}: ${words.range(right.first, right.last)}`} onClose={onClose}>
      <ActFormThen
        act="numbers.verify"
        input={() => ({ rights: [right.id], verification })}
        button={words.verify}
        done={words.verifiedNow}
        onDone={onClose}
      >
        <Lines label={words.verification} value={verification} onChange={setVerification} />
      </ActFormThen>
    </Dialog>
  );
};

/** The numbers that an account may show, each with its right; and what any number would be worth. */
export const Numbers = ({ accountId }: { readonly accountId: string }) => {
  const rights = usePages('numbers.list', { accountId });
  const mayVerify = useMay('numbers.verify');
  const mayGive = useMay('numbers.assign');
  const [verifying, setVerifying] = useState<Right | null>(null);
  return (
    <>
      <Part title={words.rights}>
        <Answered of={rights}>
          {(items) => (
            <>
              <DataTable
                name={words.rights}
                rows={items}
                id={({ id }) => id}
                columns={columnsOf(mayVerify ? setVerifying : null)}
                empty={words.noRights}
              />
              <More of={rights} />
            </>
          )}
        </Answered>
      </Part>
      <CheckNumbers accountId={accountId} />
      {mayGive ? (
        <>
          <GiveRight accountId={accountId} />
          <ImportNumbers accountId={accountId} />
          <EndRight accountId={accountId} />
        </>
      ) : null}
      {verifying === null ? null : <Verify right={verifying} onClose={() => setVerifying(null)} />}
    </>
  );
};
