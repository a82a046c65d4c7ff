-- A person or company we may sell to. Descriptive columns are ordinary and mutable; *customer* is a prospect with a
-- conversion, the lifecycle is derived.

create table prospect (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  -- Normalised copies, made by the service, by which duplicates and names are found.
  name_key text collate "C" not null,
  -- Made up by an import for an opportunity that named no prospect.
  unnamed boolean not null default false,
  contact_name text,
  email text,
  email_key text collate "C",
  phone text,
  phone_key text collate "C",
  siret text collate "C",
  vat_number text,
  naf_code text,
  address text,
  postal_code text,
  city text,
  country text not null default 'FR',
  source text,
  owner_id uuid,
  -- What the prospect could buy in a year, in cents: the second axis of the crossed ABC matrix.
  potential_cents bigint,
  note text,
  -- The follow-up: what, on which day, and the instant of the conversation or update that asked for it.
  next_step text,
  next_on date,
  next_set_at timestamptz,
  system text collate "C",
  reference text collate "C",
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  voided_at timestamptz,
  void_reason text,
  constraint prospect_pk primary key (organization_id, id),
  constraint prospect_organization_fk foreign key (organization_id) references organization (organization_id),
  constraint prospect_owner_fk foreign key (organization_id, owner_id) references salesperson (organization_id, id),
  constraint prospect_import_fk foreign key (organization_id, import_id) references import_run (organization_id, id),
  constraint prospect_name check (length(name) between 1 and 200),
  constraint prospect_contact_name check (length(contact_name) <= 200),
  constraint prospect_email check (length(email) <= 254 and (email is null) = (email_key is null)),
  constraint prospect_phone check (length(phone) <= 60 and (phone is not null or phone_key is null)),
  constraint prospect_siret check (siret ~ '^[0-9]{14}$'),
  constraint prospect_vat_number check (length(vat_number) <= 20),
  constraint prospect_naf_code check (length(naf_code) <= 10),
  constraint prospect_address check (length(address) <= 500),
  constraint prospect_postal_code check (length(postal_code) <= 12),
  constraint prospect_city check (length(city) <= 100),
  constraint prospect_country check (country ~ '^[A-Z]{2}$'),
  constraint prospect_source check (length(source) between 1 and 100),
  constraint prospect_potential check (potential_cents >= 0),
  constraint prospect_note check (length(note) <= 10000),
  constraint prospect_next check (
    (next_on is null) = (next_set_at is null) and (next_on is not null or next_step is null) and length(next_step) <= 500),
  constraint prospect_reference check ((reference is null) = (system is null) and length(reference) <= 300),
  constraint prospect_void check ((voided_at is null) = (void_reason is null))
);
-- The team shares its prospects; a salesperson changes their own and those that nobody has.
select protect(
  'prospect', 'team', 'own', 'owner_id is null or owner_id = acting_salesperson()',
  updates => 'name, name_key, unnamed, contact_name, email, email_key, phone, phone_key, siret, vat_number, naf_code, address,'
    ' postal_code, city, country, source, owner_id, potential_cents, note, next_step, next_on, next_set_at, updated_at,'
    ' import_id, voided_at, void_reason');
create unique index prospect_reference_once on prospect (organization_id, system, reference) where voided_at is null;
create index prospect_by_name on prospect (organization_id, name_key, id) where voided_at is null;
create index prospect_by_email on prospect (organization_id, email_key) where email_key is not null;
create index prospect_by_phone on prospect (organization_id, phone_key) where phone_key is not null;
create index prospect_by_siret on prospect (organization_id, siret) where siret is not null;
create index prospect_by_next on prospect (organization_id, next_on, id) where next_on is not null;
create index prospect_by_owner on prospect (organization_id, owner_id, name_key, id) where voided_at is null;
create index prospect_by_import on prospect (organization_id, import_id) where import_id is not null;

-- A merge moves no fact: it says that one prospect stands for another from now on. Merging B into C when A was
-- merged into B adds two rows of one merge; the newest row that is not voided counts, so undoing is voiding.
create table prospect_merge (
  organization_id uuid not null,
  id uuid not null,
  merge_id uuid not null,
  prospect_id uuid not null,
  kept_id uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  voided_at timestamptz,
  void_reason text,
  constraint prospect_merge_pk primary key (organization_id, id),
  constraint prospect_merge_prospect_fk foreign key (organization_id, prospect_id) references prospect (organization_id, id),
  constraint prospect_merge_kept_fk foreign key (organization_id, kept_id) references prospect (organization_id, id),
  constraint prospect_merge_two check (prospect_id <> kept_id),
  constraint prospect_merge_void check ((voided_at is null) = (void_reason is null))
);
select protect('prospect_merge', 'team', 'director', updates => 'voided_at, void_reason');
create index prospect_merge_by_prospect on prospect_merge (organization_id, prospect_id, recorded_at desc);
create index prospect_merge_by_kept on prospect_merge (organization_id, kept_id);
