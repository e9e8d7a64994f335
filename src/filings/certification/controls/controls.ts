import type { Control } from '../../../carriers/promises/controls.ts';
import { approvalControls } from './approvals.ts';
import { campaignControls } from './campaigns.ts';
import { decisionControls, noMarketing } from './decisions.ts';
import { filedControls } from './filed.ts';
import { filingControls } from './filing.ts';
import { registerControls } from './registers.ts';
import { retentionControls } from './retention.ts';

/** The controls that a certification adds to those of the registers below it. */
export const certificationControls: readonly Control[] = [
  ...decisionControls,
  noMarketing,
  ...campaignControls,
  ...approvalControls,
  ...retentionControls,
  ...registerControls,
  ...filingControls,
  ...filedControls,
];
