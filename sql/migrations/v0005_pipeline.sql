-- The pipeline: a prospect enters it with an opportunity, which moves through stages until won, lost or abandoned.

create table stage (
  organization_id uuid not null,
  id uuid not null,
  position integer not null,
  name text not null,
  name_key text collate "C" not null,
  kind text not null,
  -- Chance of winning from here, for the weighted pipeline.
  probability integer not null,
  import_id uuid,
  created_at timestamptz not null default now(),
  constraint stage_pk primary key (organization_id, id),
  constraint stage_organization_fk foreign key (organization_id) references organization (organization_id),
  constraint stage_import_fk foreign key (organization_id, import_id) references import_run (organization_id, id),
  constraint stage_name_once unique (organization_id, name_key),
  constraint stage_name check (length(name) between 1 and 100),
  constraint stage_kind check (kind in ('open', 'won', 'lost', 'abandoned')),
  constraint stage_probability check (
    probability between 0 and 100
    and (kind <> 'won' or probability = 100)
    and (kind not in ('lost', 'abandoned') or probability = 0))
);
select protect('stage', 'team', 'director', updates => 'position, name, name_key, probability');
-- One way to be won, lost or abandoned.
create unique index stage_closing_once on stage (organization_id, kind) where kind <> 'open';

create table opportunity (
  organization_id uuid not null,
  id uuid not null,
  prospect_id uuid not null,
  -- The owner now; each stage change keeps the owner of its day.
  salesperson_id uuid,
  title text,
  source text,
  channel text,
  amount_cents bigint,
  -- Null when the file it came from did not say.
  opened_at timestamptz,
  expected_on date,
  note text,
  -- Where it stands: the stage of its last change, kept here by the function that records changes.
  stage_id uuid not null,
  stage_kind text not null,
  stage_since timestamptz not null,
  changes integer not null,
  closed_at timestamptz,
  system text collate "C",
  reference text collate "C",
  import_id uuid,
  recorded_at timestamptz not null default now(),
  voided_at timestamptz,
  void_reason text,
  constraint opportunity_pk primary key (organization_id, id),
  constraint opportunity_prospect_fk foreign key (organization_id, prospect_id) references prospect (organization_id, id),
  constraint opportunity_salesperson_fk foreign key (organization_id, salesperson_id)
    references salesperson (organization_id, id),
  constraint opportunity_stage_fk foreign key (organization_id, stage_id) references stage (organization_id, id),
  constraint opportunity_import_fk foreign key (organization_id, import_id) references import_run (organization_id, id),
  constraint opportunity_title check (length(title) <= 200),
  constraint opportunity_source check (length(source) between 1 and 100),
  constraint opportunity_channel check (channel in (
    'field', 'shop', 'trade_show', 'outbound_call', 'inbound_call', 'email', 'sms', 'website', 'social', 'referral',
    'distributor', 'video')),
  constraint opportunity_amount check (amount_cents >= 0),
  constraint opportunity_note check (length(note) <= 10000),
  constraint opportunity_closed check ((stage_kind = 'open') = (closed_at is null)),
  constraint opportunity_reference check ((reference is null) = (system is null) and length(reference) <= 300),
  constraint opportunity_void check ((voided_at is null) = (void_reason is null))
);
select protect(
  'opportunity', 'own', 'own', 'salesperson_id is null or salesperson_id = acting_salesperson()',
  updates => 'salesperson_id, title, source, channel, amount_cents, expected_on, note, stage_id, stage_kind, stage_since,'
    ' changes, closed_at, voided_at, void_reason');
create unique index opportunity_reference_once on opportunity (organization_id, system, reference) where voided_at is null;
create index opportunity_by_prospect on opportunity (organization_id, prospect_id, closed_at);
create index opportunity_by_opening on opportunity (organization_id, opened_at) include (salesperson_id, prospect_id) where voided_at is null;
-- The open ones are few beside the history.
create index opportunity_open on opportunity (organization_id, stage_id, id) where closed_at is null and voided_at is null;
create index opportunity_by_closing on opportunity (organization_id, closed_at) where closed_at is not null;
create index opportunity_by_import on opportunity (organization_id, import_id) where import_id is not null;

create table stage_change (
  organization_id uuid not null,
  id uuid not null,
  opportunity_id uuid not null,
  -- The first change of an opportunity is 1; reopening is a change like the others.
  number integer not null,
  stage_id uuid not null,
  kind text not null,
  changed_at timestamptz not null,
  -- The file gave no date: changed_at is the instant of the import.
  undated boolean not null default false,
  -- Whom a win or a loss is credited to: the owner on that day.
  salesperson_id uuid,
  amount_cents bigint,
  loss_reason text,
  competitor text,
  recorded_at timestamptz not null default now(),
  voided_at timestamptz,
  void_reason text,
  constraint stage_change_pk primary key (organization_id, id),
  constraint stage_change_opportunity_fk foreign key (organization_id, opportunity_id)
    references opportunity (organization_id, id),
  constraint stage_change_stage_fk foreign key (organization_id, stage_id) references stage (organization_id, id),
  constraint stage_change_salesperson_fk foreign key (organization_id, salesperson_id)
    references salesperson (organization_id, id),
  constraint stage_change_number_once unique (organization_id, opportunity_id, number),
  constraint stage_change_number check (number > 0),
  constraint stage_change_kind check (kind in ('open', 'won', 'lost', 'abandoned')),
  constraint stage_change_loss check (
    (kind in ('lost', 'abandoned') or (loss_reason is null and competitor is null))
    and length(loss_reason) <= 200 and length(competitor) <= 200),
  constraint stage_change_void check ((voided_at is null) = (void_reason is null))
);
select protect(
  'stage_change', 'own', 'own', 'salesperson_id is null or salesperson_id = acting_salesperson()',
  updates => 'voided_at, void_reason');
create index stage_change_closing on stage_change (organization_id, changed_at)
  include (kind, opportunity_id, number, salesperson_id, amount_cents)
  where kind <> 'open' and voided_at is null;
