create table newsletter_consent (
  email varchar(200) primary key,
  token_digest char(64) unique,
  asked_at timestamptz not null,
  confirmed_at timestamptz
);
create table link_opened (link varchar(40) primary key, times integer not null default 0);
