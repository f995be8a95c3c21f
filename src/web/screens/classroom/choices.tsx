import { type ReactNode, useId } from 'react';
import styles from './classroom.module.css';

/** One of a few, by the browser's own radio buttons. */
export function Choices<Value extends string>({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

/** Some of a few. */
export function Ticks({
  label,
  options,
  ticked,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly ticked: readonly string[];
  readonly onChange: (ticked: readonly string[]) => void;
}) {
  return (
    <fieldset className={styles.choices}>
      <legend>{label}</legend>
      {options.map(({ value, label: text }) => (
        <label key={value} className={styles.choice}>
          <input
            type="checkbox"
            checked={ticked.includes(value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...ticked, value] : ticked.filter((one) => one !== value))
            }
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
