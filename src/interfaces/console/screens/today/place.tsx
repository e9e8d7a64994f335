import { Link } from '@tanstack/react-router';
import { placeWords as words } from './place-words.ts';

/** Where the work behind a date or a task is done, as far as there is a screen for it. */
export const Place = ({ subject }: { readonly subject: string }) => {
  const [kind, id = ''] = subject.split(':');
  const shown = { className: 'link', children: words.openRoom } as const;
  switch (kind) {
    case 'breach':
      return <Link to="/incidents/breaches/$breachId" params={{ breachId: id }} {...shown} />;
    case 'channel-incident':
      return <Link to="/incidents/failures/$incidentId" params={{ incidentId: id }} {...shown} />;
    case 'solicitation':
      return <Link to="/solicitations/$solicitationId" params={{ solicitationId: id }} {...shown} />;
    case 'campaign':
      return <Link to="/campaigns/$campaignId" params={{ campaignId: id }} {...shown} />;
    case 'traceback':
      return <Link to="/tracebacks/$tracebackId" params={{ tracebackId: id }} {...shown} />;
    case 'traceback-mail':
      return <Link to="/tracebacks" {...shown} />;
    case 'trace-forward':
      return <Link to="/trace-forwards" {...shown} />;
    case 'upstream-review':
      return <Link to="/upstreams" {...shown} />;
    case 'on-call':
      return <Link to="/on-call" {...shown} />;
    case 'onboarding':
      return <Link to="/onboarding/$caseId" params={{ caseId: id }} {...shown} />;
    case 'voice-account':
      return <Link to="/accounts/$accountId" params={{ accountId: id }} {...shown} />;
    case 'customer-letter-batch':
      return <Link to="/customer-letters" {...shown} />;
    case 'choice-channels':
      return <Link to="/incidents" {...shown} />;
    case 'investigation':
      return <Link to="/investigations/$investigationId" params={{ investigationId: id }} {...shown} />;
    case 'mitigation-plan':
      return <Link to="/plans/$planId" params={{ planId: id }} {...shown} />;
    case 'strike':
      return <Link to="/accounts" {...shown} />;
    case 'year':
    case 'filing':
      return (
        <Link to="/filings" className="link">
          {words.openFilings}
        </Link>
      );
    default:
      return null;
  }
};
