create table productions (
  slug text primary key,
  title text not null,
  created_at timestamptz(3) not null
);

create table shots (
  production text not null references productions (slug),
  code text not null,
  created_at timestamptz(3) not null,
  take_count integer not null default 0,
  primary key (production, code)
);

create table takes (
  id text primary key,
  production text not null,
  shot text not null,
  version integer not null,
  engine text not null,
  purpose text not null,
  state text not null,
  recipe json not null,
  recipe_hash text not null,
  licences json not null,
  picture json not null,
  requested_by json not null,
  decision json,
  digital_source_type text,
  figures json not null,
  outputs json not null,
  files json not null,
  findings json not null,
  seal json,
  error json,
  requested_at timestamptz(3) not null,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  updated_at timestamptz(3) not null,
  foreign key (production, shot) references shots (production, code),
  unique (production, shot, version)
);

create index takes_unfinished on takes (id)
  where state in ('requested', 'queued', 'running', 'inspecting', 'sealing');

-- Kept apart from takes: written every second while a take runs.
create table take_progress (
  take_id text primary key references takes (id),
  progress json not null
);

-- Which takes have which bytes among their outputs or files.
create table file_uses (
  sha256 text not null,
  take_id text not null references takes (id),
  primary key (sha256, take_id)
);

create table reviews (
  id text primary key,
  take_id text not null references takes (id),
  decision text not null,
  frame integer,
  text text not null,
  strokes json not null,
  "by" json not null,
  at timestamptz(3) not null
);

create index reviews_of_take on reviews (take_id, id);

create table approvals (
  id bigint generated always as identity primary key,
  take_id text not null references takes (id),
  recipe_hash text not null,
  "by" json not null,
  text text,
  at timestamptz(3) not null
);

create index approvals_of_recipe on approvals (recipe_hash, id);

-- json, not jsonb, and text for the time: what was hashed comes back letter by letter.
create table ledger_entries (
  index bigint primary key,
  at text not null,
  kind text not null,
  subject text not null,
  body json not null,
  previous_hash text not null,
  hash text not null
);

create index ledger_entries_about on ledger_entries (subject, index);

-- One row: locking it puts writers in a queue; a tail cut off the entries shows against it.
create table ledger_head (
  id boolean primary key default true check (id),
  index bigint,
  hash text
);

insert into ledger_head default values;

-- The living owner of a take holds an advisory lock; this remembers whether the one before put it down.
create table take_leases (
  take_id text primary key,
  is_open boolean not null,
  crashes integer not null default 0
);
