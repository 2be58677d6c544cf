export interface Address {
  street: string;
  houseNumber: string;
  postcode: string;
  city: string;
}

export interface CheckedAddress extends Address {
  deliverable: boolean;
}
