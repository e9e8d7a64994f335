import { Text } from '@mantine/core';
import { Answered } from '../../parts/answered.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { Part } from '../../parts/page.tsx';
import { type Across, useAcross } from './lines.ts';
import { words } from './words.ts';

type Sentence = Across['sentences'][number];
type Defect = Across['defects'][number];
type Copied = Across['copied'][number];

const namesOf = (carriers: readonly { readonly shortName: string }[]): string =>
  carriers.map(({ shortName }) => shortName).join(', ');

const Tables = ({ of }: { readonly of: Across }) => (
  <>
    <Part title={words.shared}>
      <DataTable<Sentence>
        name={words.shared}
        rows={of.sentences}
        id={({ hash }) => hash}
        empty={words.nothingShared}
        columns={[
          plain<Sentence>(words.states, ({ concepts }) =>
            concepts.length === 0 ? words.noConcept : concepts.join(', '),
          ),
          plain<Sentence>(words.appearsIn, ({ carriers }) => words.inStatements(carriers.length)),
          plain<Sentence>(words.but, ({ contradicted }) =>
            contradicted.map(({ shortName, because }) => words.butOf(shortName, because)).join('; '),
          ),
          plain<Sentence>(words.carriers, ({ carriers }) => namesOf(carriers)),
        ]}
      />
    </Part>
    <Part title={words.defects}>
      <DataTable<Defect>
        name={words.defects}
        rows={of.defects}
        id={({ code, carriers }) => `${code} ${namesOf(carriers)}`}
        empty={words.noDefects}
        columns={[
          plain<Defect>(words.defect, ({ code }) => code),
          plain<Defect>(words.appearsIn, ({ carriers }) => words.inStatements(carriers.length)),
          plain<Defect>(words.carriers, ({ carriers }) => namesOf(carriers)),
        ]}
      />
    </Part>
    <Part title={words.copied}>
      <DataTable<Copied>
        name={words.copied}
        rows={of.copied}
        id={({ carrierId }) => carrierId}
        empty={words.nothingCopied}
        columns={[
          plain<Copied>(words.carrier, ({ shortName }) => shortName),
          plain<Copied>(words.copiedFrom, ({ from }) => from.shortName),
          plain<Copied>(words.share, ({ share }) => words.shareOf(share)),
        ]}
      />
    </Part>
  </>
);

/** What stands in the filed texts of several carriers, by hashes and counts. */
export const Compare = () => {
  const across = useAcross();
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {words.compareLead}
      </Text>
      <Answered of={across}>{(of) => <Tables of={of} />}</Answered>
    </>
  );
};
