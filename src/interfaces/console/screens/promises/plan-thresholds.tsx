import { Text } from '@mantine/core';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Part } from '../../parts/page.tsx';
import { words } from './plan-words.ts';

type Thresholds = OutputOf<'traffic.thresholds'>;
type Range = Thresholds['inUse']['all'][number] & { readonly use: string };

const ranges: readonly Column<Range>[] = [
  plain(words.use, ({ use }) => use),
  plain(words.name, ({ name }) => name),
  plain(words.begins, ({ begins }) => begins),
  plain(words.full, ({ full }) => full),
];

const weights: readonly Column<Thresholds['inUse']['weights'][number]>[] = [
  plain(words.reason, ({ reason }) => reason),
  plain(words.weight, ({ weight }) => weight),
];

const published: readonly Column<Thresholds['published'][number]>[] = [
  plain(words.says, ({ says }) => says),
  plain(words.window, ({ window }) => window),
  plain(words.source, ({ source }) => source),
];

const Tables = ({ of: { inUse, published: others } }: { readonly of: Thresholds }) => {
  const every = inUse.all.map((range): Range => ({ ...range, use: words.all }));
  const byUse = inUse.byUse.flatMap(({ use, ranges: own }) => own.map((range): Range => ({ ...range, use })));
  return (
    <>
      <Text mb="sm">{words.flagFrom(inUse.flagFrom)}</Text>
      <DataTable
        name={words.rooms.thresholds}
        rows={[...every, ...byUse]}
        id={({ use, name }) => `${use} ${name}`}
        columns={ranges}
        empty=""
      />
      <Part title={words.weights}>
        <DataTable name={words.weights} rows={inUse.weights} id={({ reason }) => reason} columns={weights} empty="" />
      </Part>
      <Part title={words.published}>
        <DataTable name={words.published} rows={others} id={({ name }) => name} columns={published} empty="" />
      </Part>
    </>
  );
};

type Sentences = readonly { readonly code: string; readonly text: string }[];

const ofTraffic = new Set(['measures', 'thresholds', 'thresholds-by-use']);

/** The sentences of a plan that say by which numbers traffic is judged. */
export const ThresholdSentences = ({ of }: { readonly of: Sentences }) => (
  <Part title={words.inPlan}>
    {of
      .filter(({ code }) => ofTraffic.has(code))
      .map(({ code, text }) => (
        <blockquote key={code}>{text}</blockquote>
      ))}
  </Part>
);

/** The numbers by which traffic is judged, as the plan says them and as the score reads them. */
export const PlanThresholds = ({ sentences }: { readonly sentences: Sentences }) => {
  const thresholds = useAnswer('traffic.thresholds', {});
  return (
    <>
      <p className="dim">{words.thresholdsLead}</p>
      <ThresholdSentences of={sentences} />
      <Answered of={thresholds}>{(of) => <Tables of={of} />}</Answered>
    </>
  );
};
