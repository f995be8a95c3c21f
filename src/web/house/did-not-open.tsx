import { wholeCatalogues } from '#words/catalogues.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Page } from '../parts/page.tsx';
import { useWords, WordsProvider } from '../parts/words.tsx';

/** In place of a screen that has failed, or whose program could not be fetched; of the defect it says nothing. */
export function DidNotOpen() {
  return (
    // The house, which brings the words, may be what has failed.
    <WordsProvider catalogues={wholeCatalogues}>
      <Said />
    </WordsProvider>
  );
}

function Said() {
  const words = useWords();
  const again = <Button onPress={() => window.location.reload()}>{words.say('state.broken_again')}</Button>;
  return (
    <Page title={words.say('state.broken')} narrow>
      <EmptyState title={words.say('state.broken_why')} action={again} />
    </Page>
  );
}
