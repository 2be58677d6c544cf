import { describe, expect, it } from 'vitest';
import { parcelView } from '../src/parcels/parcel';

describe('parcelView', () => {
  it('leaves the depot out while the parcel is only registered', () => {
    const view = parcelView({
      tracking_number: 'KX0000000001',
      state: 'registered',
      window_from: null,
      window_to: null,
      depot_name: null,
    });
    expect(view).toEqual({
      trackingNumber: 'KX0000000001',
      state: 'registered',
      deliveryWindow: null,
      depot: undefined,
    });
  });

  it('shows the window that the route planner promised', () => {
    const view = parcelView({
      tracking_number: 'KX0000000002',
      state: 'in_transit',
      window_from: new Date('2025-05-06T13:00:00Z'),
      window_to: new Date('2025-05-06T15:00:00Z'),
      depot_name: 'Leipzig',
    });
    expect(view.deliveryWindow).toEqual({ from: '2025-05-06T13:00:00.000Z', to: '2025-05-06T15:00:00.000Z' });
  });
});
