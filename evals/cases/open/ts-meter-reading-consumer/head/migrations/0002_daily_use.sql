create table daily_use (
  meter_id text not null,
  day date not null,
  readings int not null default 0,
  primary key (meter_id, day)
);
