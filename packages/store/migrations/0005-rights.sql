-- Who and what a take touches, and what was found about it.
alter table takes add column use json not null default '{"element":"other","people":[],"models":[]}';
alter table takes add column words json not null default '[]';
alter table takes add column faces json not null default '[]';

-- Rule packs that a production has switched on.
alter table productions add column packs json not null default '[]';
-- Names of its characters and places.
alter table productions add column vocabulary json not null default '{"characters":[],"places":[]}';

-- Registers of a production. `record` is the whole thing as the film room knows it; columns beside it are for looking up.
create table performers (
  id text primary key,
  production text not null references productions (slug),
  record json not null
);
create index performers_of_production on performers (production, id);

create table consents (
  id text primary key,
  production text not null references productions (slug),
  performer text not null references performers (id),
  record json not null
);
create index consents_of_performer on consents (performer, id);
create index consents_of_production on consents (production, id);

create table licences (
  id text primary key,
  production text not null references productions (slug),
  record json not null
);
create index licences_of_production on licences (production, id);

create table model_cards (
  id text primary key,
  production text not null references productions (slug),
  record json not null
);
create index model_cards_of_production on model_cards (production, id);

-- What takes stand on: a withdrawal has to find them at once.
create table take_rights (
  kind text not null check (kind in ('performer', 'licence', 'model')),
  ref text not null,
  take_id text not null references takes (id),
  primary key (kind, ref, take_id)
);

-- Reference pictures, kept apart from all other files and only ever here encrypted; used for checks, for nothing else.
create table performer_references (
  id text primary key,
  performer text not null references performers (id),
  sealed_picture bytea not null,
  sealed_descriptors bytea not null,
  created_at timestamptz(3) not null
);
create index references_of_performer on performer_references (performer, id);
