/** A level of a funnel or a share of it: its name, how many, and whether it is left out. */
export type Level = { readonly name: string; readonly count: number; readonly kind: 'all' | 'in' | 'out' };

const figures = new Intl.NumberFormat('en-US');

/** Levels under each other, each as long as its share of the first. */
export const Levels = ({ of }: { readonly of: readonly Level[] }) => {
  const most = Math.max(1, ...of.map(({ count }) => count));
  return (
    <div className="levels">
      {of.map(({ name, count, kind }) => (
        <div key={`${kind} ${name}`} className="level">
          <span className="level-name">{name}</span>
          <svg viewBox="0 0 100 10" preserveAspectRatio="none" className="level-bar" aria-hidden="true">
            <rect className={`level-${kind}`} width={(count / most) * 100} height="10" />
          </svg>
          <span className="level-count">{figures.format(count)}</span>
        </div>
      ))}
    </div>
  );
};
