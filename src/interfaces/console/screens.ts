import { accountRoute, accountsRoute } from './screens/accounts/routes.ts';
import { calledListsRoute } from './screens/called-lists/routes.ts';
import { campaignRoute, campaignsRoute, editCampaignRoute, newCampaignRoute } from './screens/campaigns/routes.ts';
import { chartsRoute } from './screens/charts/routes.ts';
import { customerLettersRoute } from './screens/customer-letters/routes.ts';
import { deskCallRoute, deskRoute, deskSessionRoute } from './screens/desk/routes.ts';
import { filingRoute, filingsRoute } from './screens/filings/routes.ts';
import { breachRoute, failureRoute, incidentsRoute } from './screens/incidents/routes.ts';
import { investigationRoute, investigationsRoute } from './screens/investigations/routes.ts';
import { linterRoute } from './screens/linter/routes.ts';
import { boardRoute, caseRoute } from './screens/onboarding/routes.ts';
import { ownRoute } from './screens/own/routes.ts';
import { playRoute } from './screens/play/routes.ts';
import { portfolioRoute } from './screens/portfolio/routes.ts';
import { filedTextRoute, planRoute, promisesRoute } from './screens/promises/routes.ts';
import { registrationRoute } from './screens/registration/routes.ts';
import { solicitationRoute, solicitationsRoute } from './screens/solicitations/routes.ts';
import { homeRoute, tasksRoute, todayRoute } from './screens/today/routes.ts';
import { traceForwardsRoute } from './screens/trace-forwards/routes.ts';
import { onCallRoute, tracebackRoute, tracebacksRoute } from './screens/tracebacks/routes.ts';
import { trainingRoute } from './screens/training/routes.ts';
import { upstreamsRoute } from './screens/upstreams/routes.ts';

/** Every screen, in the order of the rail. */
export const screens = [
  homeRoute,
  todayRoute,
  tasksRoute,
  chartsRoute,
  playRoute,
  portfolioRoute,
  solicitationsRoute,
  solicitationRoute,
  campaignsRoute,
  newCampaignRoute,
  campaignRoute,
  editCampaignRoute,
  deskRoute,
  deskCallRoute,
  deskSessionRoute,
  incidentsRoute,
  breachRoute,
  failureRoute,
  boardRoute,
  caseRoute,
  accountsRoute,
  accountRoute,
  investigationsRoute,
  investigationRoute,
  customerLettersRoute,
  tracebacksRoute,
  onCallRoute,
  tracebackRoute,
  traceForwardsRoute,
  upstreamsRoute,
  calledListsRoute,
  filingsRoute,
  filingRoute,
  promisesRoute,
  filedTextRoute,
  planRoute,
  registrationRoute,
  linterRoute,
  ownRoute,
  trainingRoute,
] as const;
