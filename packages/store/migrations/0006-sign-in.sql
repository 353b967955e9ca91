-- People who sign in. The first four tables are those of the sign-in library (better-auth), in our words.
create table accounts (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  is_owner boolean not null default false,
  -- A removed account keeps its name, since records speak of it.
  removed_at timestamptz(3)
);

create table sign_in_sessions (
  id text primary key,
  account text not null references accounts (id),
  -- SHA-256: who reads this table cannot come in with it.
  token_hash text not null unique,
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  ip_address text,
  user_agent text
);
create index sessions_of_account on sign_in_sessions (account);

create table sign_in_credentials (
  id text primary key,
  account text not null references accounts (id),
  provider text not null,
  provider_account text not null,
  password_hash text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
create index credentials_of_account on sign_in_credentials (account);

create table sign_in_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);

-- `production` is a slug, also of a production that is yet to come, or '*' for all.
create table member_roles (
  account text not null references accounts (id),
  production text not null,
  role text not null check (role in ('artist', 'supervisor', 'producer', 'legal', 'performer')),
  primary key (account, production, role)
);

-- For whom an account speaks.
create table account_performers (
  account text not null references accounts (id),
  performer text not null,
  primary key (account, performer)
);

-- Invitations, links and tokens. The secret is kept as SHA-256 only.
create table access_keys (
  id text primary key,
  secret_hash text not null unique,
  kind text not null,
  production text,
  account text references accounts (id),
  purpose json not null,
  label text not null,
  created_by json not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  used_at timestamptz(3),
  last_used_at timestamptz(3)
);
create index keys_of_production on access_keys (production, id);
create index keys_of_account on access_keys (account, id);
