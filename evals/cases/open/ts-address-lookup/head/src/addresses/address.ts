export interface Address {
  street: string;
  houseNumber: string;
  postcode: string;
  city: string;
}

/** Dutch postcodes are four digits and two letters; the register wants them without the space. */
export function plainPostcode(text: string): string | null {
  const plain = text.replace(/\s/g, '').toUpperCase();
  return /^[1-9]\d{3}[A-Z]{2}$/.test(plain) ? plain : null;
}

export interface CheckedAddress extends Address {
  deliverable: boolean;
}
