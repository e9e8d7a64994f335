import { Text, Title } from '@mantine/core';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { words } from './words.ts';

type Version = OutputOf<'notices.show'>;

const Missing = ({ findings }: Pick<Version, 'findings'>) => {
  const missing = findings.filter(({ held }) => !held);
  if (missing.length === 0) return <Text size="sm">{words.nothingMissing}</Text>;
  return (
    <>
      <Text size="sm" fw={600}>
        {words.missing}
      </Text>
      <ul>
        {missing.map(({ cite, item, fix }) => (
          <li key={`${cite} ${item}`}>
            {fix} <span className="dim">{cite}</span>
          </li>
        ))}
      </ul>
    </>
  );
};

/** A text that goes out, as the customer reads it, with what the rule wants of it. */
export const TheWords = ({ versionId }: { readonly versionId: string }) => {
  const version = useAnswer('notices.show', { versionId });
  return (
    <Answered of={version}>
      {({ language, formOf, subject, body, findings }) => (
        <section className="card">
          <Title order={3} size="h5">
            {words.languages[language]}
            {formOf === null ? '' : `, ${words.formOf}`}
            {subject === null ? '' : `: ${subject}`}
          </Title>
          <pre className="entry">{body}</pre>
          <Missing findings={findings} />
        </section>
      )}
    </Answered>
  );
};
