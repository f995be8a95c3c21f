import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField';
import { Popover } from 'react-aria-components/Popover';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import styles from './field.module.css';
import { useWords } from './words.tsx';

/** What every field has. `name` is the path of the operation's body it fills: the server's fault for it lands here. */
interface FieldProps {
  readonly label: string;
  readonly name?: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly isReadOnly?: boolean;
  /** Says "optional" beside the label; for the few optional fields of a form whose others are needed. */
  readonly optional?: boolean;
}

function Caption({ label, optional }: { label: string; optional: boolean | undefined }) {
  const words = useWords();
  return (
    <Label className={styles.label}>
      {label}
      {optional && <span className={styles.optional}> ({words.say('field.optional')})</span>}
    </Label>
  );
}

function Below({ hint }: { hint: string | undefined }) {
  return (
    <>
      {hint !== undefined && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.fault} />
    </>
  );
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'password' | 'search';
  readonly autoComplete?: string;
  readonly autoFocus?: boolean;
  readonly inputMode?: 'numeric' | 'text';
  readonly maxLength?: number;
  readonly placeholder?: string;
}

export function TextField({ label, hint, optional, placeholder, ...rest }: TextFieldProps) {
  return (
    <AriaTextField {...rest} className={styles.field}>
      <Caption label={label} optional={optional} />
      <Input className={styles.input} placeholder={placeholder} />
      <Below hint={hint} />
    </AriaTextField>
  );
}

/** Several lines of text. */
export function TextAreaField({
  label,
  hint,
  optional,
  rows = 4,
  ...rest
}: TextFieldProps & { readonly rows?: number }) {
  return (
    <AriaTextField {...rest} className={styles.field}>
      <Caption label={label} optional={optional} />
      <TextArea className={styles.input} rows={rows} />
      <Below hint={hint} />
    </AriaTextField>
  );
}

interface DayFieldProps extends FieldProps {
  /** `YYYY-MM-DD`, or empty */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly min?: string;
  readonly max?: string;
}

export function DayField({ label, hint, optional, min, max, ...rest }: DayFieldProps) {
  return (
    <AriaTextField {...rest} type="date" className={styles.field}>
      <Caption label={label} optional={optional} />
      <Input className={`${styles.input} ${styles.short}`} min={min} max={max} />
      <Below hint={hint} />
    </AriaTextField>
  );
}

interface TimeFieldProps extends FieldProps {
  /** Wall time `HH:MM`, or empty */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Wall time on the 5-minute grid. */
export function TimeField({ label, hint, optional, ...rest }: TimeFieldProps) {
  return (
    <AriaTextField {...rest} type="time" className={styles.field}>
      <Caption label={label} optional={optional} />
      <Input className={`${styles.input} ${styles.time}`} step={300} />
      <Below hint={hint} />
    </AriaTextField>
  );
}

interface NumberFieldProps extends FieldProps {
  /** null: nothing filled in */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}

export function NumberField({ label, hint, optional, value, onChange, min, max, step, ...rest }: NumberFieldProps) {
  return (
    <AriaNumberField
      {...rest}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
      {...(step === undefined ? {} : { step })}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      className={styles.field}
    >
      <Caption label={label} optional={optional} />
      <Input className={`${styles.input} ${styles.shortest}`} />
      <Below hint={hint} />
    </AriaNumberField>
  );
}

export interface Option<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
}

export function SelectField<Value extends string>({
  label,
  hint,
  optional,
  options,
  value,
  onChange,
  ...rest
}: SelectFieldProps<Value>) {
  const words = useWords();
  return (
    <AriaSelect
      {...rest}
      className={styles.field}
      value={value}
      onChange={(key) => key !== null && onChange(key as Value)}
      placeholder={words.say('do.choose')}
    >
      <Caption label={label} optional={optional} />
      <AriaButton className={`${styles.input} ${styles.select}`}>
        <SelectValue />
        <svg className={styles.arrow} viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2 4l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.75" />
        </svg>
      </AriaButton>
      <Below hint={hint} />
      <Popover offset={4}>
        <ListBox className={styles.list} items={options}>
          {(option) => (
            <ListBoxItem id={option.value} textValue={option.label} className={styles.option}>
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** A few choices, all in sight, one of them taken. */
export function ChoiceField<Value extends string>({
  label,
  hint,
  optional,
  options,
  value,
  onChange,
  ...rest
}: SelectFieldProps<Value>) {
  return (
    <RadioGroup {...rest} className={styles.field} value={value} onChange={(next) => onChange(next as Value)}>
      <Caption label={label} optional={optional} />
      <div className={styles.choices}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={styles.choice}>
            <span className={`${styles.box} ${styles.round}`} />
            {option.label}
          </Radio>
        ))}
      </div>
      <Below hint={hint} />
    </RadioGroup>
  );
}

export function CheckField({
  children,
  value,
  onChange,
  ...rest
}: {
  readonly children: ReactNode;
  readonly name?: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly isDisabled?: boolean;
}) {
  return (
    <AriaCheckbox {...rest} isSelected={value} onChange={onChange} className={styles.choice}>
      <span className={styles.box} />
      {children}
    </AriaCheckbox>
  );
}
