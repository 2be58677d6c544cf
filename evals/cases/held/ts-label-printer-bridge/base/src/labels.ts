export interface Label {
  job: string;
  lines: readonly string[];
  barcode: string;
}

/** Gives a label in ZPL, the language of the printers. */
export function zpl({ lines, barcode }: Label): string {
  const text = lines.map((line, row) => `^FT40,${40 + row * 36}^A0N,28^FD${line.replace(/[\^~]/g, ' ')}^FS`);
  return ['^XA', ...text, `^FT40,${80 + lines.length * 36}^BCN,90^FD${barcode}^FS`, '^XZ'].join('\n');
}
