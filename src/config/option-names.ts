import { optionNames, type OptionName } from './environment.ts';

/** The variable that names the file of a secret. */
export const fileOf = (secret: string): string => `${secret}_FILE`;

/** `TWILIO_PAGE_SIZE_MAX` as `twilioPageSizeMax`, the name of the option in the library. */
export const toCamelCase = (variable: string): string =>
  variable.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `twilioPageSizeMax` as `TWILIO_PAGE_SIZE_MAX`. */
export const toVariable = (option: string): string =>
  option.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** How a message names an option, alone or with the value that it recommends. */
export type Naming = (variable: OptionName, value: string | undefined) => string;

export const asVariable: Naming = (variable, value) =>
  value === undefined ? variable : `${variable}=${value}`;

const literal = (value: string) =>
  value === 'on' || value === 'off' ? String(value === 'on') : `'${value}'`;

/** As a property of the library's options: `gatewayAuth: 'none'`. */
export const asProperty: Naming = (variable, value) =>
  value === undefined ? toCamelCase(variable) : `${toCamelCase(variable)}: ${literal(value)}`;

const isOptionName = (name: string): name is OptionName => (optionNames as readonly string[]).includes(name);

const NAME = /\b([A-Z]+(?:_[A-Z]+)*)\b(?:=([\w-]+(?:\.[\w-]+)*))?/g;

/** Replaces the names of options in a text: `PORT`, or `PORT=4000` with a recommended value. */
export const rename = (text: string, naming: Naming): string =>
  text.replace(NAME, (match: string, name: string, value: string | undefined) =>
    isOptionName(name) ? naming(name, value) : match,
  );
