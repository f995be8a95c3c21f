import { Link } from '@tanstack/react-router';
import { EmptyState } from '../parts/empty-state.tsx';
import { Page } from '../parts/page.tsx';
import { useWords } from '../parts/words.tsx';

export function NothingHere() {
  const words = useWords();
  return (
    <Page title={words.say('state.not_found')} narrow>
      <EmptyState title={words.say('state.not_found_why')} action={<Link to="/">{words.say('do.back')}</Link>} />
    </Page>
  );
}
