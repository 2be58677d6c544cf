-- Both are empty or small: some two thousand partners.
alter table partners add column sign_on_issuer varchar(200);
create table sign_ins (
  id bigint generated always as identity primary key,
  partner_id integer not null references partners (id),
  issuer varchar(200) not null,
  at timestamptz not null
);
create index sign_ins_of_partner on sign_ins (partner_id, at);
