/** Announces on `freight.shipments` that a shipment was weighed at the dock. */
export interface ShipmentWeighed {
  type: 'shipment.weighed';
  shipmentId: string;
  weight: number;
  weighedAt: string;
}

export type ShipmentEvent = ShipmentWeighed;
