const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Names a file as the interchange wants it: the sender's VAT number and five characters that never repeat. */
export function fileName(vatId: string, sequence: number): string {
  if (!/^IT\d{11}$/.test(vatId)) {
    throw new RangeError(`${vatId} is no Italian VAT number`);
  }
  let rest = sequence;
  let progressive = '';
  for (let place = 0; place < 5; place += 1) {
    progressive = ALPHABET[rest % 36] + progressive;
    rest = Math.floor(rest / 36);
  }
  return `${vatId}_${progressive}.xml`;
}
