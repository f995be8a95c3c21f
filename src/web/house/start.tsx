import { Navigate } from '@tanstack/react-router';
import { useMe } from './me.tsx';
import { placesFor } from './navigation.ts';

/** Where somebody begins: the first place of their roles. */
export function Start() {
  const [first] = placesFor(useMe());
  return <Navigate to={first?.to ?? '/preferences'} replace />;
}
