export class BookingNotFound extends Error {
  constructor(readonly bookingId: string) {
    super(`No booking ${bookingId} of this member`);
  }
}

export class BookingNotOpen extends Error {
  constructor(readonly bookingId: string) {
    super(`Booking ${bookingId} is not open any more`);
  }
}
