-- On what terms a production uses models: whether anything is sent at all, and what it may cost.
alter table productions add column models json not null default '{"isOffline": false, "shotBudgetsUsdMicros": {}}';

-- Servers and services that run models. A key lies here encrypted, and nowhere else.
create table back_ends (
  id text primary key,
  production text not null,
  record json not null,
  sealed_key bytea
);
create index back_ends_production on back_ends (production);

-- Requests to models. The id is the idempotency key that the vendor gets: a call on record is never started a second time.
create table model_calls (
  id text primary key,
  take_id text not null references takes (id),
  production text not null,
  name text not null,
  state text not null,
  record json not null,
  unique (take_id, name)
);
create index model_calls_production on model_calls (production);

-- What a take's models would be sent, as it was planned at the request.
alter table takes add column egress json;
