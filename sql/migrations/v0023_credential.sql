-- What proves that a request comes from a user: passwords, the sessions they open, tokens of programs, links for one use.
--
-- A session, token or link is 32 random bytes, of which only the SHA-256 is kept: it cannot be guessed, nor used by whoever reads it here.
-- A password can be guessed, so that its digest is slow to compute (scrypt) and salted. Only directors read the table: who signs in is
-- not known yet, so the program looks the digest up as one.
create table credential (
  organization_id uuid not null,
  id uuid not null,
  -- Null for the owner of the machine, whom the server itself lets in.
  user_id uuid,
  kind text not null,
  -- What a program's token is called.
  name text,
  -- What it lets do at most; the role of the user says more.
  access text not null,
  digest bytea not null,
  salt bytea,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  ended_at timestamptz,
  -- The last day of use, UTC.
  used_on date,
  constraint credential_pk primary key (organization_id, id),
  constraint credential_digest_once unique (organization_id, digest),
  constraint credential_user_fk foreign key (organization_id, user_id) references app_user (organization_id, id),
  constraint credential_kind check (kind in ('password', 'session', 'token', 'link')),
  constraint credential_access check (access in ('read', 'write', 'admin')),
  constraint credential_name check (length(name) between 1 and 100),
  constraint credential_named check ((name is not null) = (kind = 'token')),
  constraint credential_owner check (user_id is not null or kind = 'session'),
  constraint credential_salt check ((salt is not null) = (kind = 'password')),
  constraint credential_expiry check (expires_at is not null or kind in ('password', 'token'))
);
select protect('credential', 'own', 'director', updates => 'ended_at, expires_at, used_on');
-- `own` lets viewers read what is nobody's; and the role of reports has no business here.
alter policy credential_select on credential
  using (organization_id = acting_organization() and acting_role() = 'director');
create unique index credential_password_once on credential (organization_id, user_id) where kind = 'password' and ended_at is null;
