import { Page } from '../../parts/page.tsx';
import { useWords } from '../../parts/words.tsx';
import { ThresholdsPart } from './thresholds-part.tsx';

/** The district's thresholds by themselves, for those who see no student's record. */
export function ThresholdsScreen() {
  return (
    <Page title={useWords().say('review.thresholds_title')} narrow>
      <ThresholdsPart />
    </Page>
  );
}
