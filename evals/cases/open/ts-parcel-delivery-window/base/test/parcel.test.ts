import { describe, expect, it } from 'vitest';
import { parcelView } from '../src/parcels/parcel';

describe('parcelView', () => {
  it('leaves the depot out while the parcel is only registered', () => {
    const view = parcelView({ tracking_number: 'KX0000000001', state: 'registered', eta: null, depot_name: null });
    expect(view).toEqual({ trackingNumber: 'KX0000000001', state: 'registered', eta: null, depot: undefined });
  });
});
