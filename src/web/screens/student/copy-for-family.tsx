import { printRecordCopy, readFhirRecord, readRecordCopy } from '#contract/record-copy.ts';
import { paperLanguages } from '#contract/report.ts';
import { addressOf } from '../../client/call.ts';
import { Band } from '../../parts/band.tsx';
import { buttonClass } from '../../parts/button.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './student.module.css';

/** The whole record as files, for a parent who asks to see it. Their names tell nobody's. */
export function CopyForFamily({ studentId }: { readonly studentId: string }) {
  const words = useWords();
  const params = { studentId };
  return (
    <div data-screen-only>
      <Band heading={words.say('record_copy.band')} lead={words.say('record_copy.band_lead')}>
        <div className={styles.files}>
          {paperLanguages.map((language) => (
            <a
              key={language}
              className={buttonClass('plain')}
              href={addressOf(printRecordCopy, { params, query: { language } })}
              download="student-record.pdf"
            >
              {words.say(`record_copy.paper_${language}`)}
            </a>
          ))}
          <a
            className={buttonClass('plain')}
            href={addressOf(readRecordCopy, { params })}
            download="student-record.json"
          >
            {words.say('record_copy.file')}
          </a>
          <a
            className={buttonClass('plain')}
            href={addressOf(readFhirRecord, { params })}
            download="student-record-fhir.json"
          >
            {words.say('record_copy.fhir')}
          </a>
        </div>
      </Band>
    </div>
  );
}
