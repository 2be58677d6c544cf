/** Announces on `freight.shipments` that a shipment was weighed at the dock. */
export interface ShipmentWeighed {
  type: 'shipment.weighed';
  shipmentId: string;
  /** Kilograms, to one decimal. */
  weight: number;
  /** Which of the dock's scales; axle scales are for whole trucks. */
  scale: 'floor' | 'axle';
  weighedAt: string;
}

export type ShipmentEvent = ShipmentWeighed;
