-- What a KPI came to for all is the company's: `plan show` and every report give a salesperson their own figures, and what a feed kept
-- says no more than they do.
alter policy kpi_value_select on kpi_value
  using (
    organization_id = acting_organization()
    and acting_role() is not null
    and (acting_role() <> 'salesperson' or salesperson_id = acting_salesperson()));
