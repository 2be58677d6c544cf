create table billing.dunning (
  account_id uuid primary key references billing.accounts (id),
  level smallint not null default 0,
  next_on date,
  stopped_until date,
  stopped_because text
);
