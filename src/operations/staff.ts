import { endInvitation, inviteMember, listInvitations } from '../carriers/sign-in/links/invite.ts';
import { endSession, listSessions, signOutMember } from '../carriers/sign-in/member-sessions.ts';
import { endProvider, setProvider, showProvider } from '../carriers/sign-in/provider/settings.ts';
import { addMember, endMember, listMembers } from '../carriers/staff/members.ts';
import { dropView, keepView, listViews } from '../carriers/views/views.ts';

/** Who works here, is signed in, and how each wants his tables. */
export const staffOperations = {
  'members.add': addMember,
  'members.list': listMembers,
  'members.end': endMember,
  'members.signOut': signOutMember,
  'invitations.make': inviteMember,
  'invitations.list': listInvitations,
  'invitations.end': endInvitation,
  'sessions.list': listSessions,
  'sessions.end': endSession,
  'signInProvider.set': setProvider,
  'signInProvider.show': showProvider,
  'signInProvider.end': endProvider,
  'views.list': listViews,
  'views.keep': keepView,
  'views.drop': dropView,
} as const;
