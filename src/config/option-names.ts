import { optionNames } from './config.ts';

/** `TWILIO_PAGE_SIZE_MAX` as `twilioPageSizeMax`: how the library calls the option of that environment variable. */
export const toCamelCase = (variable: string): string =>
  variable.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `twilioPageSizeMax` as `TWILIO_PAGE_SIZE_MAX`. */
export const toVariable = (option: string): string =>
  option.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

const NAME = /\b([A-Z]+(?:_[A-Z]+)*)\b(?:=([\w-]+(?:\.[\w-]+)*))?/g;

/**
 * A message about options in the words of those who gave them. `tell` says a name and the value that is recommended for
 * it, if there is one; null leaves both as they are.
 */
export const retell = (
  message: string,
  tell: (variable: string, value: string | undefined) => string | null,
): string =>
  message.replace(NAME, (text: string, name: string, value: string | undefined) =>
    optionNames.includes(name) ? (tell(name, value) ?? text) : text,
  );
