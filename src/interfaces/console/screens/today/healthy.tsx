import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { dayInWords, Moment } from '../../parts/time.tsx';
import type { Failure } from './cards.tsx';
import type { Due } from './clocks.ts';
import { words } from './words.ts';

type LineProps = { readonly good: boolean; readonly says: string };

const Line = ({ good, says }: LineProps) => (
  <div className="card">
    <Chip tone={good ? 'good' : 'warn'} words={good ? words.well : words.look} /> {says}
  </div>
);

const Ways = ({ failures }: { readonly failures: readonly Failure[] }) => {
  const channels = useAnswer('channels.list', {});
  const failing = failures.filter(({ state }) => state === 'failing').length;
  return (
    <Answered of={channels}>
      {({ items, alwaysFree }) => {
        const ways = items.filter(({ until }) => until === null).length;
        return <Line good={alwaysFree && failing === 0} says={words.ways(ways, failing, alwaysFree)} />;
      }}
    </Answered>
  );
};

const Staff = () => {
  const staff = useAnswer('personnel.current', {});
  return (
    <Answered of={staff}>
      {({ current, items }) => <Line good={current === items.length} says={words.staff(current, items.length)} />}
    </Answered>
  );
};

const heads = { holds: 'good', differs: 'bad', none: 'plain' } as const;
const drills = { good: 'good', failed: 'bad', none: 'warn' } as const;

type FootProps = { readonly tone: Tone; readonly says: string; readonly of: string | null };

const Foot = ({ tone, says, of }: FootProps) => (
  <li>
    <Chip tone={tone} words={says} /> {of === null ? null : <Moment of={of} />}
  </li>
);

/** The foot of the day: the evidence log, whoever outside keeps its heads, and the backup. */
export const Evidence = () => {
  const standing = useAnswer('evidence.standing', {});
  return (
    <Answered of={standing}>
      {({ entries, waiting, head, checkedAt, drill }) => {
        const tried = drill === null ? 'none' : drill.good ? 'good' : 'failed';
        return (
          <ul className="foot" aria-label={words.foot}>
            <Foot tone={heads[head]} says={words.heads[head](entries, waiting)} of={checkedAt} />
            <Foot tone="plain" says={words.noWitness} of={null} />
            <Foot tone={drills[tried]} says={words.drills[tried]} of={drill?.at ?? null} />
          </ul>
        );
      }}
    </Answered>
  );
};

type Props = { readonly items: readonly Due[]; readonly failures: readonly Failure[] };

/** What is well, said so that one can see it was looked at. */
export const Healthy = ({ items, failures }: Props) => {
  const ahead = items.filter(({ state }) => state === 'later');
  const next = ahead.map(({ dueOn }) => dueOn).toSorted()[0];
  return (
    <>
      <Ways failures={failures} />
      <Staff />
      {next === undefined ? null : <Line good says={words.ahead(ahead.length, dayInWords(next))} />}
    </>
  );
};
