import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';

/** Words of a view: its name, or the label of a column. */
export const viewWords = z.string().trim().min(1).max(120);

/** How a person wants a table of the console. What he sought in it is no part of it. */
export const tableViewRow = z.object({
  carrierId: id,
  id,
  personId: id,
  ofTable: viewWords,
  name: viewWords,
  /** columns that are not shown, by their labels */
  hidden: z.array(viewWords).max(100),
  orderBy: viewWords.nullable(),
  direction: z.enum(['up', 'down']).nullable(),
  used: z.enum(['opening', 'chosen']),
  keptAt: instant,
});
