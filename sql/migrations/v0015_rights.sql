-- Who reads and writes what, tightened where a salesperson saw or could change more than the commands show them.

-- A role that act_as() does not know reads nothing, should somebody set the setting without it.
create or replace function acting_role()
returns text
language sql stable parallel safe
as $$
  select case
    when current_setting('filon.role', true) in ('director', 'salesperson', 'viewer') then current_setting('filon.role', true)
  end
$$;

alter policy kpi_value_select on kpi_value
  using (
    organization_id = acting_organization()
    and acting_role() is not null
    and (acting_role() <> 'salesperson' or salesperson_id is null or salesperson_id = acting_salesperson()));

-- The class of a customer is the team's to know, as the prospect is; what each of them bought from whom is not, nor what that sums to.
create table abc_value (
  organization_id uuid not null,
  run_id uuid not null,
  prospect_id uuid not null,
  -- Cents, or a number of orders, after the run's criterion.
  value bigint not null,
  orders bigint not null,
  constraint abc_value_pk primary key (organization_id, run_id, prospect_id),
  constraint abc_value_assignment_fk foreign key (organization_id, run_id, prospect_id)
    references abc_assignment (organization_id, run_id, prospect_id)
);
select protect('abc_value', 'own', 'director');
select protect_reports('abc_value');

insert into abc_value (organization_id, run_id, prospect_id, value, orders)
select organization_id, run_id, prospect_id, value, orders
from abc_assignment;

alter table abc_assignment
  drop column value,
  drop column orders;

-- The sum of the values above nothing.
alter table abc_run drop column total;

-- Refused rows are kept as they were read: talks, amounts and notes of everybody. Only directors import.
alter policy import_run_select on import_run
  using (organization_id = acting_organization() and acting_role() in ('director', 'viewer'));
alter policy import_rejection_select on import_rejection
  using (organization_id = acting_organization() and acting_role() in ('director', 'viewer'));

-- Who is a customer follows from facts of the whole team: settle_conversions() runs as a director, who alone sees them.
alter policy conversion_insert on conversion
  with check (organization_id = acting_organization() and acting_role() = 'director');
alter policy conversion_update on conversion
  using (organization_id = acting_organization() and acting_role() = 'director')
  with check (organization_id = acting_organization() and acting_role() = 'director');
alter policy conversion_credit_insert on conversion_credit
  with check (organization_id = acting_organization() and acting_role() = 'director');
