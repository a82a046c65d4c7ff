-- Imports: each can be listed, its refused rows shown with their reasons, and the whole undone.

create table import_run (
  organization_id uuid not null,
  id uuid not null,
  kind text not null,
  system text collate "C" not null,
  file_name text not null,
  -- How the file was read (encoding, delimiter, mapping), for the person who asks where a figure comes from.
  reading jsonb not null,
  read bigint not null,
  recorded bigint not null,
  repeated bigint not null,
  rejected bigint not null,
  -- What was made up where the file said nothing: {"prospect": 1425, …}.
  made_up jsonb not null,
  created jsonb not null,
  recorded_at timestamptz not null default now(),
  voided_at timestamptz,
  void_reason text,
  constraint import_run_pk primary key (organization_id, id),
  constraint import_run_organization_fk foreign key (organization_id) references organization (organization_id),
  constraint import_run_kind check (kind in ('prospects', 'opportunities', 'conversations', 'sales', 'expenses')),
  constraint import_run_counts check (read >= 0 and recorded >= 0 and repeated >= 0 and rejected >= 0),
  constraint import_run_void check ((voided_at is null) = (void_reason is null))
);
select protect(
  'import_run', 'team', 'director',
  updates => 'read, recorded, repeated, rejected, made_up, created, voided_at, void_reason');
create index import_run_recorded on import_run (organization_id, recorded_at desc, id desc);

create table import_rejection (
  organization_id uuid not null,
  import_id uuid not null,
  -- Where the record starts in the file, from 1.
  line bigint not null,
  field text,
  reason text not null,
  record text not null,
  constraint import_rejection_pk primary key (organization_id, import_id, line),
  constraint import_rejection_import_fk foreign key (organization_id, import_id)
    references import_run (organization_id, id),
  constraint import_rejection_line check (line > 0)
);
select protect('import_rejection', 'team', 'director');
