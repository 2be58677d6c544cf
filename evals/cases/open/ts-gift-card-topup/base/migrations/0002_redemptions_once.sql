alter table card_movements
  add constraint one_redemption_per_order unique (card_id, order_id);
