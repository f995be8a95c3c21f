import { languages } from '#words/language.ts';
import { useLanguageChoice, useWords } from '../parts/words.tsx';
import styles from './language-choice.module.css';

/** Each language in its own words; the one in use is marked. */
export function LanguageChoice() {
  const words = useWords();
  const choose = useLanguageChoice();
  return (
    <fieldset className={styles.choice} aria-label={words.say('language.label')}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === words.language}
          onClick={() => choose(language)}
        >
          {words.say(`language.${language}`)}
        </button>
      ))}
    </fieldset>
  );
}
