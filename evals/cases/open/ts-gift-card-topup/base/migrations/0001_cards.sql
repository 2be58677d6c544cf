create table cards (
  id uuid primary key,
  balance_cents bigint not null default 0 check (balance_cents >= 0)
);

create table card_movements (
  id bigint generated always as identity primary key,
  card_id uuid not null references cards (id),
  amount_cents bigint not null,
  kind text not null,
  order_id uuid,
  created_at timestamptz not null default now()
);
create index card_movements_card on card_movements (card_id, created_at);
