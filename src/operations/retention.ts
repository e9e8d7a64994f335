import { askPurge, decidePurge } from '../carriers/retention/ask.ts';
import { endHold, listHolds, placeHold } from '../carriers/retention/holds.ts';
import { keepLonger, listRetention } from '../carriers/retention/keep.ts';
import { runPurge } from '../carriers/retention/run.ts';
import { listPurges, showPurge } from '../carriers/retention/show.ts';
import { watchRetention } from '../carriers/retention/watch.ts';
import { keptForGood } from './kept-for-good.ts';
import { retentionClasses } from './retention-classes.ts';

/** How long records are kept, what a matter holds, and what goes. */
export const retentionOperations = {
  'retention.list': listRetention(retentionClasses, keptForGood),
  'retention.keep': keepLonger(retentionClasses),
  'retention.watch': watchRetention(retentionClasses),
  'holds.place': placeHold(retentionClasses),
  'holds.end': endHold,
  'holds.list': listHolds,
  'purges.ask': askPurge(retentionClasses),
  'purges.decide': decidePurge,
  'purges.run': runPurge(retentionClasses),
  'purges.show': showPurge,
  'purges.list': listPurges,
} as const;
