import { type ComponentProps, useId } from 'react';
import { textOf, type UserError } from './errors';

/** Path of the input field that an error is about, below `input`: `participants.0.identifier`. */
export const pathOf = ({ field }: UserError): string => field?.slice(1).join('.') ?? '';

interface FieldProps extends ComponentProps<'input'> {
  readonly label: string;
  /** Path of the input field. */
  readonly name: string;
  readonly errors: readonly UserError[];
}

/** An input with the user errors about it. */
export function Field({ label, name, errors, ...input }: FieldProps) {
  const id = useId();
  const own = errors.filter((error) => pathOf(error) === name);
  return (
    <div className="field">
      <label htmlFor={`${id}-input`}>{label}</label>
      <input
        {...input}
        id={`${id}-input`}
        name={name}
        aria-invalid={own.length > 0}
        aria-describedby={`${id}-errors`}
      />
      <span id={`${id}-errors`} className="error" aria-live="polite">
        {own.map(textOf).join(' ')}
      </span>
    </div>
  );
}
