export interface HookEvent {
  id: string;
  type: 'order.paid' | 'order.refunded';
  orderId: string;
}
