import { Alert } from '@mantine/core';
import { Ledger } from '../promises/ledger.tsx';
import type { Filing } from './states.ts';
import { words } from './words.ts';

/** The statement, each sentence beside what the records say of it. */
export const Statement = ({ filing }: { readonly filing: Filing }) => {
  if (filing.sentences.length === 0) return <div className="empty">{words.notWritten}</div>;
  return (
    <>
      {filing.marks.contradicted === 0 ? null : (
        <Alert color="red" mb="md">
          {words.contradictedLead}
        </Alert>
      )}
      <Ledger
        name={words.title(filing.year)}
        sentences={filing.sentences.map((sentence) => ({
          ...sentence,
          place: `${sentence.section} ${sentence.chapter}.${sentence.position}`,
        }))}
      />
    </>
  );
};
