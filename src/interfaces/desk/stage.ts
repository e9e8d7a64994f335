/** What `desk.lookPrompt`, `desk.enterPassword` and `desk.setSecret` give. */
export type PromptStage = {
  readonly stage: 'ask' | 'wrong' | 'unsuitable' | 'right' | 'set' | 'locked' | 'over';
  readonly serves: 'password' | 'new-password' | 'backup-method';
  readonly language: 'en' | 'es';
  readonly carrier: string;
  readonly demo: boolean;
  readonly staffNumber: string | null;
};
