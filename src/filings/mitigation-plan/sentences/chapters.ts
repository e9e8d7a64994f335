import { cooperation, followed } from './cooperation.ts';
import { customers, upstream } from './customers.ts';
import { authentication, provider } from './provider.ts';
import type { PlanChapter } from './template.ts';
import { analytics, numbers } from './traffic.ts';

/** The chapters of a mitigation plan, in their order. */
export const planChapters: readonly PlanChapter[] = [
  provider,
  authentication,
  customers,
  upstream,
  numbers,
  analytics,
  cooperation,
  followed,
];
