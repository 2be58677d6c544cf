export interface ParcelRow {
  tracking_number: string;
  state: 'registered' | 'in_transit' | 'delivered';
  eta: Date | null;
  depot_name: string | null;
}

export interface ParcelView {
  trackingNumber: string;
  state: ParcelRow['state'];
  eta: string | null;
  depot?: string;
}

export function parcelView(row: ParcelRow): ParcelView {
  return {
    trackingNumber: row.tracking_number,
    state: row.state,
    eta: row.eta?.toISOString() ?? null,
    depot: row.depot_name ?? undefined,
  };
}
