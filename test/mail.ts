/** A carrier's mail settings, for a server on this machine. */
export const mailSettingsAt = (port: number) => ({
  host: '127.0.0.1',
  port,
  security: 'none' as const,
  userName: null,
  fromName: 'Prairie Voice',
  fromAddress: 'privacy@prairievoice.example',
  replyDomain: 'reply.prairievoice.example',
  returnDomain: 'bounce.prairievoice.example',
  sendingIps: ['192.0.2.10'],
  dkimDomain: 'prairievoice.example',
  dkimSelector: 'c1',
  choiceAddress: 'https://choice.prairievoice.example',
  password: null,
});
