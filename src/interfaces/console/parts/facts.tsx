import type { ReactNode } from 'react';

type Props = { readonly of: readonly (readonly [string, ReactNode])[] };

/** Names and what they stand for. */
export const Facts = ({ of }: Props) => (
  <dl className="facts">
    {of.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
