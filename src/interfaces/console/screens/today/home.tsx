import { Navigate } from '@tanstack/react-router';
import { useMay } from '../../session/session.ts';

/** Where a day begins: with everything that is due for whoever may see that, else with the tasks of one's roles. */
export const Home = () => <Navigate to={useMay('clocks.list') ? '/today' : '/tasks'} replace />;
