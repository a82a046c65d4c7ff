-- Dated, frozen ABC segmentations, so that movements between two of them can be reported.

create table abc_run (
  organization_id uuid not null,
  id uuid not null,
  criterion text not null,
  -- Half-open window of business days.
  from_day date not null,
  to_day date not null,
  -- Shares of the total in ten-thousandths: 8000 is 80 %.
  threshold_a integer not null,
  threshold_b integer not null,
  rule text not null,
  total bigint not null,
  recorded_at timestamptz not null default now(),
  constraint abc_run_pk primary key (organization_id, id),
  constraint abc_run_organization_fk foreign key (organization_id) references organization (organization_id),
  constraint abc_run_criterion check (criterion in ('revenue', 'margin', 'orders')),
  constraint abc_run_rule check (rule in ('strict', 'cumulative')),
  constraint abc_run_window check (from_day < to_day),
  constraint abc_run_thresholds check (0 < threshold_a and threshold_a < threshold_b and threshold_b <= 10000)
);
select protect('abc_run', 'team', 'director');
create index abc_run_recorded on abc_run (organization_id, recorded_at desc, id desc);

create table abc_assignment (
  organization_id uuid not null,
  run_id uuid not null,
  prospect_id uuid not null,
  class text not null,
  -- Cents, or a number of orders, after the run's criterion.
  value bigint not null,
  orders bigint not null,
  constraint abc_assignment_pk primary key (organization_id, run_id, prospect_id),
  constraint abc_assignment_run_fk foreign key (organization_id, run_id) references abc_run (organization_id, id),
  constraint abc_assignment_prospect_fk foreign key (organization_id, prospect_id) references prospect (organization_id, id),
  constraint abc_assignment_class check (class in ('A', 'B', 'C'))
);
select protect('abc_assignment', 'team', 'director');
create index abc_assignment_by_prospect on abc_assignment (organization_id, prospect_id);
