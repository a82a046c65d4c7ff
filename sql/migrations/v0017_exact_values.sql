-- A value is rounded once, where it is written: `value` holds ten-thousandths, which rounded again to tenths of a per cent
-- made 31.4 of 31.348.

-- Rates and numbers before they are rounded to `value`, which is what a revision is told by; null of counts and money, and of
-- what was kept before this column.
alter table kpi_value add column exact double precision;
