create table readings (
  meter_id text not null,
  read_at timestamptz not null,
  watt_hours bigint not null check (watt_hours >= 0),
  primary key (meter_id, read_at)
);
