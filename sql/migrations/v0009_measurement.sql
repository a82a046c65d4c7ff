-- Figures of the outside world: site, e-mail, social networks, distributors. What Filon does not see itself is recorded or
-- imported as a series.

create table series (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  -- Money is in cents excluding VAT, and never in one series with money_with_tax: cents with the VAT in them.
  unit text not null,
  -- flow: each day has its part, and a day without one is missing, not zero (orders, sessions).
  -- event: it happens when it happens, and a period without any has none (e-mail campaigns).
  -- stock: the state on a day; the last one known counts (followers).
  kind text not null,
  recorded_at timestamptz not null default now(),
  constraint series_pk primary key (organization_id, id),
  constraint series_organization_fk foreign key (organization_id) references organization (organization_id),
  constraint series_name_once unique (organization_id, name),
  constraint series_name check (name ~ '^[a-z][a-z0-9_]{0,62}$'),
  constraint series_unit check (unit in ('count', 'money', 'money_with_tax')),
  constraint series_kind check (kind in ('flow', 'event', 'stock'))
);
select protect('series', 'team', 'director');

create table measurement (
  organization_id uuid not null,
  id uuid not null,
  series_id uuid not null,
  -- What within the series: a network, a campaign, a page.
  label text,
  -- The commune, for what is compared town by town.
  place text,
  -- Half-open business days: one day, or the week or month that the source gives in one figure.
  from_day date not null,
  to_day date not null,
  value bigint not null,
  note text,
  system text collate "C",
  reference text collate "C",
  import_id uuid,
  recorded_at timestamptz not null default now(),
  voided_at timestamptz,
  void_reason text,
  constraint measurement_pk primary key (organization_id, id),
  constraint measurement_series_fk foreign key (organization_id, series_id) references series (organization_id, id),
  constraint measurement_import_fk foreign key (organization_id, import_id) references import_run (organization_id, id),
  constraint measurement_label check (length(label) between 1 and 300),
  constraint measurement_place check (length(place) between 1 and 100),
  -- A year at most, so that what a day overlaps is found nearby.
  constraint measurement_days check (from_day < to_day and to_day - from_day <= 366),
  constraint measurement_note check (length(note) <= 10000),
  constraint measurement_reference check ((reference is null) = (system is null) and length(reference) <= 300),
  constraint measurement_void check ((voided_at is null) = (void_reason is null))
);
select protect('measurement', 'team', 'director', updates => 'voided_at, void_reason');
-- The same day twice would count twice. What record_measurements() refuses besides, the overlap of a total with its parts,
-- no index can.
create unique index measurement_once on measurement (organization_id, series_id, from_day, to_day, label, place)
  nulls not distinct
  where reference is null and voided_at is null;
create unique index measurement_reference_once on measurement (organization_id, series_id, system, reference)
  where reference is not null and voided_at is null;
create index measurement_by_day on measurement (organization_id, series_id, from_day) where voided_at is null;
create index measurement_long on measurement (organization_id, series_id, from_day)
  where to_day > from_day + 1 and voided_at is null;
create index measurement_recent on measurement (organization_id, from_day desc, id desc) where voided_at is null;
create index measurement_by_import on measurement (organization_id, import_id) where import_id is not null;

alter table import_run drop constraint import_run_kind;
alter table import_run add constraint import_run_kind
  check (kind in ('prospects', 'opportunities', 'conversations', 'sales', 'expenses', 'measurements'));
