-- The KPIs of plans as they were fed: each value stays, and a late fact makes a new one beside it.

create table kpi_feed (
  organization_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  -- The version of the plan whose KPIs were computed.
  version integer not null,
  -- Periods that begin after it were not computed.
  through_day date not null,
  -- Facts recorded by then are in the values.
  known_at timestamptz not null,
  computed integer not null,
  created integer not null,
  changed integer not null,
  drifted integer not null,
  recorded_at timestamptz not null default now(),
  constraint kpi_feed_pk primary key (organization_id, id),
  constraint kpi_feed_plan_fk foreign key (organization_id, plan_id) references plan (organization_id, id),
  constraint kpi_feed_counts check (created >= 0 and changed >= 0 and drifted >= 0 and computed >= created + changed + drifted)
);
select protect('kpi_feed', 'team', 'director');
create index kpi_feed_by_plan on kpi_feed (organization_id, plan_id, known_at desc);

create table kpi_value (
  organization_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  -- Key in the plan.
  kpi text not null,
  -- Null: the value of all.
  salesperson_id uuid,
  grain text not null,
  -- Half-open business days: what of the quarter, month or week lies within the plan.
  from_day date not null,
  to_day date not null,
  -- 1 for the first value; a changed one has the next number.
  revision integer not null,
  feed_id uuid not null,
  numerator bigint,
  denominator bigint,
  -- Counts, cents, or ten-thousandths of rates and numbers: `unit` says which.
  value bigint,
  unit text not null,
  n bigint not null,
  status text not null,
  reason_fr text,
  reason_en text,
  -- Computed after the period was closed: the closed value is an earlier one.
  drift boolean not null,
  known_at timestamptz not null,
  -- The sources of the value with their files, and its formula.
  provenance jsonb not null,
  recorded_at timestamptz not null default now(),
  constraint kpi_value_pk primary key (organization_id, id),
  constraint kpi_value_once unique nulls not distinct
    (organization_id, plan_id, kpi, grain, from_day, to_day, salesperson_id, revision),
  constraint kpi_value_plan_fk foreign key (organization_id, plan_id) references plan (organization_id, id),
  constraint kpi_value_salesperson_fk foreign key (organization_id, salesperson_id) references salesperson (organization_id, id),
  constraint kpi_value_feed_fk foreign key (organization_id, feed_id) references kpi_feed (organization_id, id),
  constraint kpi_value_grain check (grain in ('plan', 'year', 'quarter', 'month', 'week')),
  constraint kpi_value_days check (from_day < to_day),
  constraint kpi_value_unit check (unit in ('count', 'money', 'rate', 'number')),
  constraint kpi_value_revision check (revision >= 1),
  constraint kpi_value_status check (status in ('provisional', 'final')),
  constraint kpi_value_reason check ((value is null) = (reason_fr is not null) and (reason_fr is null) = (reason_en is null))
);
-- A salesperson reads the values of all and their own.
select protect('kpi_value', 'own', 'director', 'salesperson_id is null or salesperson_id = acting_salesperson()');

create table plan_closing (
  organization_id uuid not null,
  plan_id uuid not null,
  -- `2023-Q1`, `2023-01`, `2023-W05`
  name text not null,
  from_day date not null,
  to_day date not null,
  closed_at timestamptz not null default now(),
  constraint plan_closing_pk primary key (organization_id, plan_id, name),
  constraint plan_closing_plan_fk foreign key (organization_id, plan_id) references plan (organization_id, id),
  constraint plan_closing_days check (from_day < to_day)
);
select protect('plan_closing', 'team', 'director');

-- What was recorded since the last feed is found without reading what was there: blocks keep the order of time.
create index conversation_by_recording on conversation using brin (organization_id, recorded_at);
create index opportunity_by_recording on opportunity using brin (organization_id, recorded_at);
create index stage_change_by_recording on stage_change using brin (organization_id, recorded_at);
create index conversion_by_recording on conversion using brin (organization_id, recorded_at);
create index sale_by_recording on sale using brin (organization_id, recorded_at);
create index conversation_by_voiding on conversation (organization_id, voided_at) where voided_at is not null;
create index opportunity_by_voiding on opportunity (organization_id, voided_at) where voided_at is not null;
create index stage_change_by_voiding on stage_change (organization_id, voided_at) where voided_at is not null;
create index conversion_by_voiding on conversion (organization_id, voided_at) where voided_at is not null;
create index sale_by_voiding on sale (organization_id, voided_at) where voided_at is not null;
-- Entries into a stage.
create index stage_change_by_stage on stage_change (organization_id, stage_id, changed_at) where voided_at is null and not undated;
