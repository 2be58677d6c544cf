export interface ParcelRow {
  tracking_number: string;
  state: 'registered' | 'in_transit' | 'delivered';
  window_from: Date | null;
  window_to: Date | null;
  depot_name: string | null;
}

export interface ParcelView {
  trackingNumber: string;
  state: ParcelRow['state'];
  deliveryWindow: { from: string; to: string } | null;
  depot?: string;
}

export function parcelView(row: ParcelRow): ParcelView {
  return {
    trackingNumber: row.tracking_number,
    state: row.state,
    deliveryWindow: deliveryWindow(row),
    depot: row.depot_name ?? undefined,
  };
}

function deliveryWindow({ window_from: from, window_to: to }: ParcelRow): ParcelView['deliveryWindow'] {
  return from && to ? { from: from.toISOString(), to: to.toISOString() } : null;
}
