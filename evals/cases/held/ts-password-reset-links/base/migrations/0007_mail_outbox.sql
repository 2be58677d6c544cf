create table mail_outbox (
  id bigint generated always as identity primary key,
  recipient text not null,
  template text not null,
  fields jsonb not null,
  send_after timestamptz not null default now()
);
create index mail_outbox_due on mail_outbox (send_after);
