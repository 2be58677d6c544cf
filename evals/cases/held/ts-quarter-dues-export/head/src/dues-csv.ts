import type { Due } from './dues.js';

export const HEADING = 'member;name;iban;amount\r\n';

/** Gives a due as a line of the bank's file, its amount with a decimal comma. */
export function line({ member, name, iban, cents }: Due): string {
  return [member, quoted(name), iban, amount(cents)].join(';') + '\r\n';
}

function amount(cents: number): string {
  const euros = Math.trunc(cents / 100);
  return `${euros},${String(cents % 100).padStart(2, '0')}`;
}

/** Quotes a name; one that a spreadsheet would take for a formula gets an apostrophe before it. */
function quoted(name: string): string {
  const safe = /^[=+\-@\t\r]/.test(name) ? `'${name}` : name;
  return `"${safe.replaceAll('"', '""')}"`;
}
