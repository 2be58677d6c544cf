create table orders (
  id bigint generated always as identity primary key,
  shop_id integer not null,
  reference varchar(12) not null,
  state varchar(12) not null check (state in ('new', 'packed', 'sent', 'returned')),
  total_cents integer not null,
  placed_at timestamptz not null default now(),
  unique (shop_id, reference)
);
create index orders_by_day on orders (shop_id, placed_at);
create index orders_by_state on orders (shop_id, state, placed_at);
