-- The tables in one piece, written by scripts/dump-schema: read it, and change sql/migrations. Functions stand in sql/functions (the
-- write path) and sql/reports (the figures); the few that tables ask for, as acting_organization(), in the migrations; the roles
-- filon_service and filon_reports in sql/roles.sql.

CREATE SCHEMA report;

CREATE TABLE public.abc_assignment (
    organization_id uuid NOT NULL,
    run_id uuid NOT NULL,
    prospect_id uuid NOT NULL,
    class text NOT NULL,
    CONSTRAINT abc_assignment_class CHECK ((class = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'F'::text])))
);

CREATE TABLE public.abc_run (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    criterion text NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    threshold_a integer NOT NULL,
    threshold_b integer NOT NULL,
    rule text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT abc_run_criterion CHECK ((criterion = ANY (ARRAY['revenue'::text, 'margin'::text, 'orders'::text]))),
    CONSTRAINT abc_run_rule CHECK ((rule = ANY (ARRAY['strict'::text, 'cumulative'::text]))),
    CONSTRAINT abc_run_thresholds CHECK (((0 < threshold_a) AND (threshold_a < threshold_b) AND (threshold_b <= 10000))),
    CONSTRAINT abc_run_window CHECK ((from_day < to_day))
);

CREATE TABLE public.abc_value (
    organization_id uuid NOT NULL,
    run_id uuid NOT NULL,
    prospect_id uuid NOT NULL,
    value bigint NOT NULL,
    orders bigint NOT NULL
);

CREATE TABLE public.app_user (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    disabled_at timestamp with time zone,
    CONSTRAINT app_user_email CHECK (((email = lower(email)) AND ((length(email) >= 3) AND (length(email) <= 254)))),
    CONSTRAINT app_user_name CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

CREATE TABLE public.audit_event (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    user_id uuid,
    credential_id uuid NOT NULL,
    action text NOT NULL,
    object_id uuid,
    request_id text NOT NULL
);

CREATE TABLE public.conversation (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    prospect_id uuid NOT NULL,
    salesperson_id uuid,
    second_salesperson_id uuid,
    opportunity_id uuid,
    channel text NOT NULL,
    outcome text NOT NULL,
    discussion boolean GENERATED ALWAYS AS ((outcome <> ALL (ARRAY['absent'::text, 'no_answer'::text]))) STORED NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    minutes integer,
    note text,
    next_step text,
    next_on date,
    system text COLLATE pg_catalog."C",
    reference text COLLATE pg_catalog."C",
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    keeps_next boolean DEFAULT false NOT NULL,
    CONSTRAINT conversation_channel CHECK ((channel = ANY (ARRAY['field'::text, 'shop'::text, 'trade_show'::text, 'outbound_call'::text, 'inbound_call'::text, 'email'::text, 'sms'::text, 'website'::text, 'social'::text, 'referral'::text, 'distributor'::text, 'video'::text]))),
    CONSTRAINT conversation_minutes CHECK (((minutes >= 0) AND (minutes <= 1440))),
    CONSTRAINT conversation_next CHECK ((((next_on IS NOT NULL) OR (next_step IS NULL)) AND (length(next_step) <= 500))),
    CONSTRAINT conversation_note CHECK ((length(note) <= 10000)),
    CONSTRAINT conversation_outcome CHECK ((outcome = ANY (ARRAY['absent'::text, 'no_answer'::text, 'refused'::text, 'opposed'::text, 'call_back'::text, 'wrong_contact'::text, 'out_of_target'::text, 'interested'::text, 'documentation_left'::text, 'appointment'::text, 'quote_requested'::text, 'trial'::text, 'sold'::text, 'already_customer'::text, 'complaint'::text]))),
    CONSTRAINT conversation_reference CHECK ((((reference IS NULL) = (system IS NULL)) AND (length(reference) <= 300))),
    CONSTRAINT conversation_second_salesperson CHECK ((second_salesperson_id <> salesperson_id)),
    CONSTRAINT conversation_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.conversion (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    prospect_id uuid NOT NULL,
    opportunity_id uuid,
    sale_id uuid,
    channel text,
    converted_on date NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT conversion_channel CHECK ((channel = ANY (ARRAY['field'::text, 'shop'::text, 'trade_show'::text, 'outbound_call'::text, 'inbound_call'::text, 'email'::text, 'sms'::text, 'website'::text, 'social'::text, 'referral'::text, 'distributor'::text, 'video'::text]))),
    CONSTRAINT conversion_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.conversion_credit (
    organization_id uuid NOT NULL,
    conversion_id uuid NOT NULL,
    salesperson_id uuid NOT NULL,
    parts integer NOT NULL,
    CONSTRAINT conversion_credit_parts CHECK (((parts >= 1) AND (parts <= 10000)))
);

CREATE TABLE public.credential (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid,
    kind text NOT NULL,
    name text,
    access text NOT NULL,
    digest bytea NOT NULL,
    salt bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    ended_at timestamp with time zone,
    used_on date,
    CONSTRAINT credential_access CHECK ((access = ANY (ARRAY['read'::text, 'write'::text, 'admin'::text]))),
    CONSTRAINT credential_expiry CHECK (((expires_at IS NOT NULL) OR (kind = ANY (ARRAY['password'::text, 'token'::text])))),
    CONSTRAINT credential_kind CHECK ((kind = ANY (ARRAY['password'::text, 'session'::text, 'token'::text, 'link'::text]))),
    CONSTRAINT credential_name CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT credential_named CHECK (((name IS NOT NULL) = (kind = 'token'::text))),
    CONSTRAINT credential_owner CHECK (((user_id IS NOT NULL) OR (kind = 'session'::text))),
    CONSTRAINT credential_salt CHECK (((salt IS NOT NULL) = (kind = 'password'::text)))
);

CREATE TABLE public.edit (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    object text NOT NULL,
    object_id uuid NOT NULL,
    salesperson_id uuid,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT edit_object CHECK ((object = ANY (ARRAY['prospect'::text, 'opportunity'::text, 'salesperson'::text, 'stage'::text]))),
    CONSTRAINT edit_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.expense (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    spent_on date NOT NULL,
    amount_cents bigint NOT NULL,
    category text,
    acquisition boolean NOT NULL,
    action text,
    salesperson_id uuid,
    note text,
    system text COLLATE pg_catalog."C",
    reference text COLLATE pg_catalog."C",
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT expense_action CHECK (((length(action) >= 1) AND (length(action) <= 200))),
    CONSTRAINT expense_category CHECK (((length(category) >= 1) AND (length(category) <= 100))),
    CONSTRAINT expense_note CHECK ((length(note) <= 10000)),
    CONSTRAINT expense_reference CHECK ((((reference IS NULL) = (system IS NULL)) AND (length(reference) <= 300))),
    CONSTRAINT expense_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.follow_up (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    prospect_id uuid NOT NULL,
    salesperson_id uuid,
    planned_at timestamp with time zone NOT NULL,
    next_step text,
    next_on date,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT follow_up_next CHECK ((((next_on IS NOT NULL) OR (next_step IS NULL)) AND (length(next_step) <= 500))),
    CONSTRAINT follow_up_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.idempotent_request (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    digest bytea NOT NULL,
    entry_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    claim_ends_at timestamp with time zone,
    status smallint,
    answer text,
    CONSTRAINT idempotent_request_answered CHECK (((status IS NULL) = (answer IS NULL))),
    CONSTRAINT idempotent_request_key_length CHECK (((length(key) >= 1) AND (length(key) <= 255)))
);

CREATE TABLE public.import_change (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    object_id uuid NOT NULL,
    object text NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    CONSTRAINT import_change_object CHECK ((object = ANY (ARRAY['prospect'::text, 'opportunity'::text])))
);

CREATE TABLE public.import_rejection (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line bigint NOT NULL,
    field text,
    reason text NOT NULL,
    record text NOT NULL,
    CONSTRAINT import_rejection_line CHECK ((line > 0))
);

CREATE TABLE public.import_run (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    system text NOT NULL COLLATE pg_catalog."C",
    file_name text NOT NULL,
    reading jsonb NOT NULL,
    read bigint NOT NULL,
    recorded bigint NOT NULL,
    repeated bigint NOT NULL,
    rejected bigint NOT NULL,
    assumed jsonb NOT NULL,
    created jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    updated bigint DEFAULT 0 NOT NULL,
    skipped bigint DEFAULT 0 NOT NULL,
    CONSTRAINT import_run_counts CHECK (((read >= 0) AND (recorded >= 0) AND (repeated >= 0) AND (rejected >= 0))),
    CONSTRAINT import_run_existing CHECK (((updated >= 0) AND (skipped >= 0))),
    CONSTRAINT import_run_kind CHECK ((kind = ANY (ARRAY['prospects'::text, 'opportunities'::text, 'moves'::text, 'conversations'::text, 'sales'::text, 'expenses'::text, 'measurements'::text]))),
    CONSTRAINT import_run_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.kpi_feed (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    plan_id uuid NOT NULL,
    version integer NOT NULL,
    through_day date NOT NULL,
    known_at timestamp with time zone NOT NULL,
    computed integer NOT NULL,
    created integer NOT NULL,
    changed integer NOT NULL,
    drifted integer NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT kpi_feed_counts CHECK (((created >= 0) AND (changed >= 0) AND (drifted >= 0) AND (computed >= ((created + changed) + drifted))))
);

CREATE TABLE public.kpi_value (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    plan_id uuid NOT NULL,
    kpi text NOT NULL,
    salesperson_id uuid,
    grain text NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    revision integer NOT NULL,
    feed_id uuid NOT NULL,
    numerator bigint,
    denominator bigint,
    value bigint,
    unit text NOT NULL,
    n bigint NOT NULL,
    status text NOT NULL,
    reason_fr text,
    reason_en text,
    drift boolean NOT NULL,
    known_at timestamp with time zone NOT NULL,
    provenance jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    exact double precision,
    CONSTRAINT kpi_value_days CHECK ((from_day < to_day)),
    CONSTRAINT kpi_value_grain CHECK ((grain = ANY (ARRAY['plan'::text, 'year'::text, 'quarter'::text, 'month'::text, 'week'::text]))),
    CONSTRAINT kpi_value_reason CHECK ((((value IS NULL) = (reason_fr IS NOT NULL)) AND ((reason_fr IS NULL) = (reason_en IS NULL)))),
    CONSTRAINT kpi_value_revision CHECK ((revision >= 1)),
    CONSTRAINT kpi_value_status CHECK ((status = ANY (ARRAY['provisional'::text, 'final'::text]))),
    CONSTRAINT kpi_value_unit CHECK ((unit = ANY (ARRAY['count'::text, 'money'::text, 'rate'::text, 'number'::text])))
);

CREATE TABLE public.measurement (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    series_id uuid NOT NULL,
    label text,
    place text,
    from_day date NOT NULL,
    to_day date NOT NULL,
    value bigint NOT NULL,
    note text,
    system text COLLATE pg_catalog."C",
    reference text COLLATE pg_catalog."C",
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT measurement_days CHECK (((from_day < to_day) AND ((to_day - from_day) <= 366))),
    CONSTRAINT measurement_label CHECK (((length(label) >= 1) AND (length(label) <= 300))),
    CONSTRAINT measurement_note CHECK ((length(note) <= 10000)),
    CONSTRAINT measurement_place CHECK (((length(place) >= 1) AND (length(place) <= 100))),
    CONSTRAINT measurement_reference CHECK ((((reference IS NULL) = (system IS NULL)) AND (length(reference) <= 300))),
    CONSTRAINT measurement_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.membership (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    salesperson_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    CONSTRAINT membership_role CHECK ((role = ANY (ARRAY['director'::text, 'salesperson'::text, 'viewer'::text]))),
    CONSTRAINT membership_somebody CHECK (((role <> 'salesperson'::text) OR (salesperson_id IS NOT NULL)))
);

CREATE TABLE public.opportunity (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    prospect_id uuid NOT NULL,
    salesperson_id uuid,
    title text,
    source text,
    channel text,
    amount_cents bigint,
    opened_at timestamp with time zone,
    expected_on date,
    note text,
    stage_id uuid NOT NULL,
    stage_kind text NOT NULL,
    stage_since timestamp with time zone NOT NULL,
    changes integer NOT NULL,
    closed_at timestamp with time zone,
    system text COLLATE pg_catalog."C",
    reference text COLLATE pg_catalog."C",
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT opportunity_amount CHECK ((amount_cents >= 0)),
    CONSTRAINT opportunity_channel CHECK ((channel = ANY (ARRAY['field'::text, 'shop'::text, 'trade_show'::text, 'outbound_call'::text, 'inbound_call'::text, 'email'::text, 'sms'::text, 'website'::text, 'social'::text, 'referral'::text, 'distributor'::text, 'video'::text]))),
    CONSTRAINT opportunity_closed CHECK (((stage_kind = 'open'::text) = (closed_at IS NULL))),
    CONSTRAINT opportunity_note CHECK ((length(note) <= 10000)),
    CONSTRAINT opportunity_reference CHECK ((((reference IS NULL) = (system IS NULL)) AND (length(reference) <= 300))),
    CONSTRAINT opportunity_source CHECK (((length(source) >= 1) AND (length(source) <= 100))),
    CONSTRAINT opportunity_title CHECK ((length(title) <= 200)),
    CONSTRAINT opportunity_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.organization (
    organization_id uuid NOT NULL,
    slug text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    currency text NOT NULL,
    time_zone text NOT NULL,
    language text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT organization_currency CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT organization_id_follows_slug CHECK ((organization_id = public.organization_id_of(slug))),
    CONSTRAINT organization_language CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
    CONSTRAINT organization_name CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT organization_slug CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 63)))
);

CREATE TABLE public.plan (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    slug text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    parent_id uuid,
    from_day date NOT NULL,
    to_day date NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT plan_days CHECK ((from_day < to_day)),
    CONSTRAINT plan_name CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT plan_not_its_own_parent CHECK ((parent_id <> id)),
    CONSTRAINT plan_slug CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 63))),
    CONSTRAINT plan_version CHECK ((version >= 1))
);

CREATE TABLE public.plan_closing (
    organization_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    name text NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    closed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT plan_closing_days CHECK ((from_day < to_day))
);

CREATE TABLE public.plan_version (
    organization_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    number integer NOT NULL,
    document jsonb NOT NULL,
    source text NOT NULL,
    base integer,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT plan_version_base CHECK (((base >= 1) AND (base < number))),
    CONSTRAINT plan_version_number CHECK ((number >= 1)),
    CONSTRAINT plan_version_source CHECK ((length(source) <= 1048576))
);

CREATE TABLE public.prospect (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    unnamed boolean DEFAULT false NOT NULL,
    contact_name text,
    email text,
    email_key text COLLATE pg_catalog."C",
    phone text,
    phone_key text COLLATE pg_catalog."C",
    siret text COLLATE pg_catalog."C",
    vat_number text,
    naf_code text,
    address text,
    postal_code text,
    city text,
    country text DEFAULT 'FR'::text NOT NULL,
    source text,
    owner_id uuid,
    potential_cents bigint,
    note text,
    next_step text,
    next_on date,
    next_set_at timestamp with time zone,
    system text COLLATE pg_catalog."C",
    reference text COLLATE pg_catalog."C",
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    next_salesperson_id uuid,
    opposed_at timestamp with time zone,
    CONSTRAINT prospect_address CHECK ((length(address) <= 500)),
    CONSTRAINT prospect_city CHECK ((length(city) <= 100)),
    CONSTRAINT prospect_contact_name CHECK ((length(contact_name) <= 200)),
    CONSTRAINT prospect_country CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT prospect_email CHECK (((length(email) <= 254) AND ((email IS NULL) = (email_key IS NULL)))),
    CONSTRAINT prospect_naf_code CHECK ((length(naf_code) <= 10)),
    CONSTRAINT prospect_name CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT prospect_next CHECK ((((next_on IS NULL) = (next_set_at IS NULL)) AND ((next_on IS NOT NULL) OR (next_step IS NULL)) AND (length(next_step) <= 500))),
    CONSTRAINT prospect_note CHECK ((length(note) <= 10000)),
    CONSTRAINT prospect_phone CHECK (((length(phone) <= 60) AND ((phone IS NOT NULL) OR (phone_key IS NULL)))),
    CONSTRAINT prospect_postal_code CHECK ((length(postal_code) <= 12)),
    CONSTRAINT prospect_potential CHECK ((potential_cents >= 0)),
    CONSTRAINT prospect_reference CHECK ((((reference IS NULL) = (system IS NULL)) AND (length(reference) <= 300))),
    CONSTRAINT prospect_siret CHECK ((siret ~ '^[0-9]{14}$'::text)),
    CONSTRAINT prospect_source CHECK (((length(source) >= 1) AND (length(source) <= 100))),
    CONSTRAINT prospect_vat_number CHECK ((length(vat_number) <= 20)),
    CONSTRAINT prospect_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.prospect_merge (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    merge_id uuid NOT NULL,
    prospect_id uuid NOT NULL,
    kept_id uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT prospect_merge_two CHECK ((prospect_id <> kept_id)),
    CONSTRAINT prospect_merge_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.sale (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    prospect_id uuid,
    salesperson_id uuid,
    opportunity_id uuid,
    conversation_id uuid,
    kind text NOT NULL,
    refund_of uuid,
    sold_on date NOT NULL,
    amount_cents bigint NOT NULL,
    margin_cents bigint,
    channel text,
    note text,
    system text COLLATE pg_catalog."C",
    reference text COLLATE pg_catalog."C",
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT sale_channel CHECK ((channel = ANY (ARRAY['field'::text, 'shop'::text, 'trade_show'::text, 'outbound_call'::text, 'inbound_call'::text, 'email'::text, 'sms'::text, 'website'::text, 'social'::text, 'referral'::text, 'distributor'::text, 'video'::text]))),
    CONSTRAINT sale_kind CHECK ((((kind = 'sale'::text) AND (amount_cents >= 0) AND (refund_of IS NULL)) OR ((kind = 'refund'::text) AND (amount_cents < 0)))),
    CONSTRAINT sale_note CHECK ((length(note) <= 10000)),
    CONSTRAINT sale_reference CHECK ((((reference IS NULL) = (system IS NULL)) AND (length(reference) <= 300))),
    CONSTRAINT sale_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.salesperson (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    profile text,
    team_id uuid,
    active_from date,
    active_until date,
    trained_from date,
    trained_until date,
    import_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT salesperson_active CHECK ((active_from < active_until)),
    CONSTRAINT salesperson_name CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT salesperson_profile CHECK ((profile = ANY (ARRAY['opener'::text, 'hunter'::text, 'farmer'::text]))),
    CONSTRAINT salesperson_trained CHECK ((trained_from < trained_until))
);

CREATE TABLE public.series (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    unit text NOT NULL,
    kind text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT series_kind CHECK ((kind = ANY (ARRAY['flow'::text, 'event'::text, 'stock'::text]))),
    CONSTRAINT series_name CHECK ((name ~ '^[a-z][a-z0-9_]{0,62}$'::text)),
    CONSTRAINT series_unit CHECK ((unit = ANY (ARRAY['count'::text, 'money'::text, 'money_with_tax'::text])))
);

CREATE TABLE public.stage (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    probability integer NOT NULL,
    import_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    retired_at timestamp with time zone,
    former_keys text[] DEFAULT '{}'::text[] NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT stage_former_keys CHECK ((name_key <> ALL (former_keys))),
    CONSTRAINT stage_kind CHECK ((kind = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text, 'abandoned'::text]))),
    CONSTRAINT stage_name CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT stage_probability CHECK ((((probability >= 0) AND (probability <= 100)) AND ((kind <> 'won'::text) OR (probability = 100)) AND ((kind <> ALL (ARRAY['lost'::text, 'abandoned'::text])) OR (probability = 0)))),
    CONSTRAINT stage_retired CHECK (((retired_at IS NULL) OR (kind = 'open'::text)))
);

CREATE TABLE public.stage_change (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    opportunity_id uuid NOT NULL,
    number integer NOT NULL,
    stage_id uuid NOT NULL,
    kind text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    undated boolean DEFAULT false NOT NULL,
    salesperson_id uuid,
    amount_cents bigint,
    loss_reason text,
    competitor text,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    restated boolean DEFAULT false NOT NULL,
    CONSTRAINT stage_change_kind CHECK ((kind = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text, 'abandoned'::text]))),
    CONSTRAINT stage_change_loss CHECK ((((kind = ANY (ARRAY['lost'::text, 'abandoned'::text])) OR ((loss_reason IS NULL) AND (competitor IS NULL))) AND (length(loss_reason) <= 200) AND (length(competitor) <= 200))),
    CONSTRAINT stage_change_number CHECK ((number > 0)),
    CONSTRAINT stage_change_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.team (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT team_name CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

ALTER TABLE ONLY public.abc_assignment
    ADD CONSTRAINT abc_assignment_pk PRIMARY KEY (organization_id, run_id, prospect_id);

ALTER TABLE ONLY public.abc_run
    ADD CONSTRAINT abc_run_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.abc_value
    ADD CONSTRAINT abc_value_pk PRIMARY KEY (organization_id, run_id, prospect_id);

ALTER TABLE ONLY public.app_user
    ADD CONSTRAINT app_user_email_once UNIQUE (organization_id, email);

ALTER TABLE ONLY public.app_user
    ADD CONSTRAINT app_user_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.audit_event
    ADD CONSTRAINT audit_event_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT conversation_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.conversion_credit
    ADD CONSTRAINT conversion_credit_pk PRIMARY KEY (organization_id, conversion_id, salesperson_id);

ALTER TABLE ONLY public.conversion
    ADD CONSTRAINT conversion_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.credential
    ADD CONSTRAINT credential_digest_once UNIQUE (organization_id, digest);

ALTER TABLE ONLY public.credential
    ADD CONSTRAINT credential_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.edit
    ADD CONSTRAINT edit_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.expense
    ADD CONSTRAINT expense_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.follow_up
    ADD CONSTRAINT follow_up_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.idempotent_request
    ADD CONSTRAINT idempotent_request_pk PRIMARY KEY (organization_id, user_id, key);

ALTER TABLE ONLY public.import_change
    ADD CONSTRAINT import_change_pk PRIMARY KEY (organization_id, import_id, object_id);

ALTER TABLE ONLY public.import_rejection
    ADD CONSTRAINT import_rejection_pk PRIMARY KEY (organization_id, import_id, line);

ALTER TABLE ONLY public.import_run
    ADD CONSTRAINT import_run_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.kpi_feed
    ADD CONSTRAINT kpi_feed_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.kpi_value
    ADD CONSTRAINT kpi_value_once UNIQUE NULLS NOT DISTINCT (organization_id, plan_id, kpi, grain, from_day, to_day, salesperson_id, revision);

ALTER TABLE ONLY public.kpi_value
    ADD CONSTRAINT kpi_value_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.measurement
    ADD CONSTRAINT measurement_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.opportunity
    ADD CONSTRAINT opportunity_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.organization
    ADD CONSTRAINT organization_pk PRIMARY KEY (organization_id);

ALTER TABLE ONLY public.plan_closing
    ADD CONSTRAINT plan_closing_pk PRIMARY KEY (organization_id, plan_id, name);

ALTER TABLE ONLY public.plan
    ADD CONSTRAINT plan_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.plan
    ADD CONSTRAINT plan_slug_once UNIQUE (organization_id, slug);

ALTER TABLE ONLY public.plan_version
    ADD CONSTRAINT plan_version_pk PRIMARY KEY (organization_id, plan_id, number);

ALTER TABLE ONLY public.prospect_merge
    ADD CONSTRAINT prospect_merge_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.prospect
    ADD CONSTRAINT prospect_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.salesperson
    ADD CONSTRAINT salesperson_name_once UNIQUE (organization_id, name_key);

ALTER TABLE ONLY public.salesperson
    ADD CONSTRAINT salesperson_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.series
    ADD CONSTRAINT series_name_once UNIQUE (organization_id, name);

ALTER TABLE ONLY public.series
    ADD CONSTRAINT series_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.stage_change
    ADD CONSTRAINT stage_change_number_once UNIQUE (organization_id, opportunity_id, number);

ALTER TABLE ONLY public.stage_change
    ADD CONSTRAINT stage_change_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.stage
    ADD CONSTRAINT stage_name_once UNIQUE (organization_id, name_key);

ALTER TABLE ONLY public.stage
    ADD CONSTRAINT stage_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.team
    ADD CONSTRAINT team_name_once UNIQUE (organization_id, name_key);

ALTER TABLE ONLY public.team
    ADD CONSTRAINT team_pk PRIMARY KEY (organization_id, id);

CREATE INDEX abc_assignment_by_prospect ON public.abc_assignment USING btree (organization_id, prospect_id);

CREATE INDEX abc_run_recorded ON public.abc_run USING btree (organization_id, recorded_at DESC, id DESC);

CREATE INDEX audit_event_by_object ON public.audit_event USING btree (organization_id, object_id, asked_at);

CREATE INDEX audit_event_by_time ON public.audit_event USING btree (organization_id, asked_at, id);

CREATE INDEX conversation_by_import ON public.conversation USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX conversation_by_prospect ON public.conversation USING btree (organization_id, prospect_id, occurred_at);

CREATE INDEX conversation_by_recording ON public.conversation USING brin (organization_id, recorded_at);

CREATE INDEX conversation_by_time ON public.conversation USING btree (organization_id, occurred_at) INCLUDE (salesperson_id, second_salesperson_id, prospect_id, discussion) WHERE (voided_at IS NULL);

CREATE INDEX conversation_by_voiding ON public.conversation USING btree (organization_id, voided_at) WHERE (voided_at IS NOT NULL);

CREATE INDEX conversation_opposition ON public.conversation USING btree (organization_id, prospect_id, occurred_at) WHERE ((outcome = 'opposed'::text) AND (voided_at IS NULL));

CREATE UNIQUE INDEX conversation_reference_once ON public.conversation USING btree (organization_id, system, reference) WHERE ((reference IS NOT NULL) AND (voided_at IS NULL));

CREATE INDEX conversion_by_day ON public.conversion USING btree (organization_id, converted_on);

CREATE INDEX conversion_by_prospect ON public.conversion USING btree (organization_id, prospect_id) INCLUDE (converted_on, recorded_at, voided_at);

CREATE INDEX conversion_by_recording ON public.conversion USING brin (organization_id, recorded_at);

CREATE INDEX conversion_by_voiding ON public.conversion USING btree (organization_id, voided_at) WHERE (voided_at IS NOT NULL);

CREATE UNIQUE INDEX conversion_once ON public.conversion USING btree (organization_id, prospect_id) WHERE (voided_at IS NULL);

CREATE UNIQUE INDEX credential_password_once ON public.credential USING btree (organization_id, user_id) WHERE ((kind = 'password'::text) AND (ended_at IS NULL));

CREATE INDEX edit_by_object ON public.edit USING btree (organization_id, object_id);

CREATE INDEX expense_by_day ON public.expense USING btree (organization_id, spent_on) WHERE (voided_at IS NULL);

CREATE INDEX expense_by_import ON public.expense USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL);

CREATE UNIQUE INDEX expense_reference_once ON public.expense USING btree (organization_id, system, reference) WHERE ((reference IS NOT NULL) AND (voided_at IS NULL));

CREATE INDEX follow_up_by_prospect ON public.follow_up USING btree (organization_id, prospect_id, planned_at);

CREATE INDEX idempotent_request_by_age ON public.idempotent_request USING btree (organization_id, created_at);

CREATE INDEX import_run_recorded ON public.import_run USING btree (organization_id, recorded_at DESC, id DESC);

CREATE INDEX kpi_feed_by_plan ON public.kpi_feed USING btree (organization_id, plan_id, known_at DESC);

CREATE INDEX measurement_by_day ON public.measurement USING btree (organization_id, series_id, from_day) WHERE (voided_at IS NULL);

CREATE INDEX measurement_by_import ON public.measurement USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX measurement_long ON public.measurement USING btree (organization_id, series_id, from_day) WHERE ((to_day > (from_day + 1)) AND (voided_at IS NULL));

CREATE UNIQUE INDEX measurement_once ON public.measurement USING btree (organization_id, series_id, from_day, to_day, label, place) NULLS NOT DISTINCT WHERE ((reference IS NULL) AND (voided_at IS NULL));

CREATE INDEX measurement_recent ON public.measurement USING btree (organization_id, from_day DESC, id DESC) WHERE (voided_at IS NULL);

CREATE UNIQUE INDEX measurement_reference_once ON public.measurement USING btree (organization_id, series_id, system, reference) WHERE ((reference IS NOT NULL) AND (voided_at IS NULL));

CREATE UNIQUE INDEX membership_user_once ON public.membership USING btree (organization_id, user_id) WHERE (voided_at IS NULL);

CREATE INDEX opportunity_by_closing ON public.opportunity USING btree (organization_id, closed_at) WHERE (closed_at IS NOT NULL);

CREATE INDEX opportunity_by_import ON public.opportunity USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX opportunity_by_opening ON public.opportunity USING btree (organization_id, opened_at) INCLUDE (salesperson_id, prospect_id) WHERE (voided_at IS NULL);

CREATE INDEX opportunity_by_prospect ON public.opportunity USING btree (organization_id, prospect_id, closed_at);

CREATE INDEX opportunity_by_recording ON public.opportunity USING brin (organization_id, recorded_at);

CREATE INDEX opportunity_by_voiding ON public.opportunity USING btree (organization_id, voided_at) WHERE (voided_at IS NOT NULL);

CREATE INDEX opportunity_open ON public.opportunity USING btree (organization_id, stage_id, id) WHERE ((closed_at IS NULL) AND (voided_at IS NULL));

CREATE UNIQUE INDEX opportunity_reference_once ON public.opportunity USING btree (organization_id, system, reference) WHERE (voided_at IS NULL);

CREATE INDEX plan_by_parent ON public.plan USING btree (organization_id, parent_id) WHERE (parent_id IS NOT NULL);

CREATE INDEX prospect_by_email ON public.prospect USING btree (organization_id, email_key) WHERE (email_key IS NOT NULL);

CREATE INDEX prospect_by_import ON public.prospect USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX prospect_by_name ON public.prospect USING btree (organization_id, name_key, id) WHERE (voided_at IS NULL);

CREATE INDEX prospect_by_next ON public.prospect USING btree (organization_id, next_on, id) WHERE (next_on IS NOT NULL);

CREATE INDEX prospect_by_owner ON public.prospect USING btree (organization_id, owner_id, name_key, id) WHERE (voided_at IS NULL);

CREATE INDEX prospect_by_phone ON public.prospect USING btree (organization_id, phone_key) WHERE (phone_key IS NOT NULL);

CREATE INDEX prospect_by_siret ON public.prospect USING btree (organization_id, siret) WHERE (siret IS NOT NULL);

CREATE INDEX prospect_merge_by_kept ON public.prospect_merge USING btree (organization_id, kept_id);

CREATE INDEX prospect_merge_by_prospect ON public.prospect_merge USING btree (organization_id, prospect_id, recorded_at DESC);

CREATE UNIQUE INDEX prospect_reference_once ON public.prospect USING btree (organization_id, system, reference) WHERE (voided_at IS NULL);

CREATE INDEX sale_by_day ON public.sale USING btree (organization_id, sold_on) INCLUDE (salesperson_id, prospect_id, kind, amount_cents) WHERE (voided_at IS NULL);

CREATE INDEX sale_by_import ON public.sale USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX sale_by_opportunity ON public.sale USING btree (organization_id, opportunity_id) WHERE (opportunity_id IS NOT NULL);

CREATE INDEX sale_by_prospect ON public.sale USING btree (organization_id, prospect_id, sold_on);

CREATE INDEX sale_by_recording ON public.sale USING brin (organization_id, recorded_at);

CREATE INDEX sale_by_refunded ON public.sale USING btree (organization_id, refund_of) WHERE (refund_of IS NOT NULL);

CREATE INDEX sale_by_voiding ON public.sale USING btree (organization_id, voided_at) WHERE (voided_at IS NOT NULL);

CREATE UNIQUE INDEX sale_reference_once ON public.sale USING btree (organization_id, system, reference) WHERE ((reference IS NOT NULL) AND (voided_at IS NULL));

CREATE INDEX stage_change_by_recording ON public.stage_change USING brin (organization_id, recorded_at);

CREATE INDEX stage_change_by_stage ON public.stage_change USING btree (organization_id, stage_id, changed_at) WHERE ((voided_at IS NULL) AND (NOT undated));

CREATE INDEX stage_change_by_voiding ON public.stage_change USING btree (organization_id, voided_at) WHERE (voided_at IS NOT NULL);

CREATE INDEX stage_change_closing ON public.stage_change USING btree (organization_id, changed_at) INCLUDE (kind, opportunity_id, number, salesperson_id, amount_cents) WHERE ((kind <> 'open'::text) AND (voided_at IS NULL));

CREATE UNIQUE INDEX stage_closing_once ON public.stage USING btree (organization_id, kind) WHERE (kind <> 'open'::text);

ALTER TABLE ONLY public.abc_assignment
    ADD CONSTRAINT abc_assignment_prospect_fk FOREIGN KEY (organization_id, prospect_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.abc_assignment
    ADD CONSTRAINT abc_assignment_run_fk FOREIGN KEY (organization_id, run_id) REFERENCES public.abc_run(organization_id, id);

ALTER TABLE ONLY public.abc_run
    ADD CONSTRAINT abc_run_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.abc_value
    ADD CONSTRAINT abc_value_assignment_fk FOREIGN KEY (organization_id, run_id, prospect_id) REFERENCES public.abc_assignment(organization_id, run_id, prospect_id);

ALTER TABLE ONLY public.app_user
    ADD CONSTRAINT app_user_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT conversation_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT conversation_opportunity_fk FOREIGN KEY (organization_id, opportunity_id) REFERENCES public.opportunity(organization_id, id);

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT conversation_prospect_fk FOREIGN KEY (organization_id, prospect_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT conversation_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT conversation_second_salesperson_fk FOREIGN KEY (organization_id, second_salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.conversion_credit
    ADD CONSTRAINT conversion_credit_conversion_fk FOREIGN KEY (organization_id, conversion_id) REFERENCES public.conversion(organization_id, id);

ALTER TABLE ONLY public.conversion_credit
    ADD CONSTRAINT conversion_credit_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.conversion
    ADD CONSTRAINT conversion_opportunity_fk FOREIGN KEY (organization_id, opportunity_id) REFERENCES public.opportunity(organization_id, id);

ALTER TABLE ONLY public.conversion
    ADD CONSTRAINT conversion_prospect_fk FOREIGN KEY (organization_id, prospect_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.conversion
    ADD CONSTRAINT conversion_sale_fk FOREIGN KEY (organization_id, sale_id) REFERENCES public.sale(organization_id, id);

ALTER TABLE ONLY public.credential
    ADD CONSTRAINT credential_user_fk FOREIGN KEY (organization_id, user_id) REFERENCES public.app_user(organization_id, id);

ALTER TABLE ONLY public.edit
    ADD CONSTRAINT edit_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.edit
    ADD CONSTRAINT edit_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.expense
    ADD CONSTRAINT expense_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.expense
    ADD CONSTRAINT expense_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.expense
    ADD CONSTRAINT expense_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.follow_up
    ADD CONSTRAINT follow_up_prospect_fk FOREIGN KEY (organization_id, prospect_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.follow_up
    ADD CONSTRAINT follow_up_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.import_change
    ADD CONSTRAINT import_change_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.import_rejection
    ADD CONSTRAINT import_rejection_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.import_run
    ADD CONSTRAINT import_run_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.kpi_feed
    ADD CONSTRAINT kpi_feed_plan_fk FOREIGN KEY (organization_id, plan_id) REFERENCES public.plan(organization_id, id);

ALTER TABLE ONLY public.kpi_value
    ADD CONSTRAINT kpi_value_feed_fk FOREIGN KEY (organization_id, feed_id) REFERENCES public.kpi_feed(organization_id, id);

ALTER TABLE ONLY public.kpi_value
    ADD CONSTRAINT kpi_value_plan_fk FOREIGN KEY (organization_id, plan_id) REFERENCES public.plan(organization_id, id);

ALTER TABLE ONLY public.kpi_value
    ADD CONSTRAINT kpi_value_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.measurement
    ADD CONSTRAINT measurement_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.measurement
    ADD CONSTRAINT measurement_series_fk FOREIGN KEY (organization_id, series_id) REFERENCES public.series(organization_id, id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_user_fk FOREIGN KEY (organization_id, user_id) REFERENCES public.app_user(organization_id, id);

ALTER TABLE ONLY public.opportunity
    ADD CONSTRAINT opportunity_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.opportunity
    ADD CONSTRAINT opportunity_prospect_fk FOREIGN KEY (organization_id, prospect_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.opportunity
    ADD CONSTRAINT opportunity_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.opportunity
    ADD CONSTRAINT opportunity_stage_fk FOREIGN KEY (organization_id, stage_id) REFERENCES public.stage(organization_id, id);

ALTER TABLE ONLY public.plan_closing
    ADD CONSTRAINT plan_closing_plan_fk FOREIGN KEY (organization_id, plan_id) REFERENCES public.plan(organization_id, id);

ALTER TABLE ONLY public.plan
    ADD CONSTRAINT plan_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.plan
    ADD CONSTRAINT plan_parent_fk FOREIGN KEY (organization_id, parent_id) REFERENCES public.plan(organization_id, id);

ALTER TABLE ONLY public.plan_version
    ADD CONSTRAINT plan_version_plan_fk FOREIGN KEY (organization_id, plan_id) REFERENCES public.plan(organization_id, id);

ALTER TABLE ONLY public.prospect
    ADD CONSTRAINT prospect_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.prospect_merge
    ADD CONSTRAINT prospect_merge_kept_fk FOREIGN KEY (organization_id, kept_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.prospect_merge
    ADD CONSTRAINT prospect_merge_prospect_fk FOREIGN KEY (organization_id, prospect_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.prospect
    ADD CONSTRAINT prospect_next_salesperson_fk FOREIGN KEY (organization_id, next_salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.prospect
    ADD CONSTRAINT prospect_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.prospect
    ADD CONSTRAINT prospect_owner_fk FOREIGN KEY (organization_id, owner_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_conversation_fk FOREIGN KEY (organization_id, conversation_id) REFERENCES public.conversation(organization_id, id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_opportunity_fk FOREIGN KEY (organization_id, opportunity_id) REFERENCES public.opportunity(organization_id, id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_prospect_fk FOREIGN KEY (organization_id, prospect_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_refund_fk FOREIGN KEY (organization_id, refund_of) REFERENCES public.sale(organization_id, id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.salesperson
    ADD CONSTRAINT salesperson_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.salesperson
    ADD CONSTRAINT salesperson_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.salesperson
    ADD CONSTRAINT salesperson_team_fk FOREIGN KEY (organization_id, team_id) REFERENCES public.team(organization_id, id);

ALTER TABLE ONLY public.series
    ADD CONSTRAINT series_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.stage_change
    ADD CONSTRAINT stage_change_opportunity_fk FOREIGN KEY (organization_id, opportunity_id) REFERENCES public.opportunity(organization_id, id);

ALTER TABLE ONLY public.stage_change
    ADD CONSTRAINT stage_change_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.stage_change
    ADD CONSTRAINT stage_change_stage_fk FOREIGN KEY (organization_id, stage_id) REFERENCES public.stage(organization_id, id);

ALTER TABLE ONLY public.stage
    ADD CONSTRAINT stage_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.stage
    ADD CONSTRAINT stage_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.team
    ADD CONSTRAINT team_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE public.abc_assignment ENABLE ROW LEVEL SECURITY;

CREATE POLICY abc_assignment_insert ON public.abc_assignment FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY abc_assignment_report ON public.abc_assignment FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY abc_assignment_select ON public.abc_assignment FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

ALTER TABLE public.abc_run ENABLE ROW LEVEL SECURITY;

CREATE POLICY abc_run_insert ON public.abc_run FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY abc_run_report ON public.abc_run FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY abc_run_select ON public.abc_run FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

ALTER TABLE public.abc_value ENABLE ROW LEVEL SECURITY;

CREATE POLICY abc_value_insert ON public.abc_value FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY abc_value_report ON public.abc_value FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY abc_value_select ON public.abc_value FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR false)));

ALTER TABLE public.app_user ENABLE ROW LEVEL SECURITY;

CREATE POLICY app_user_insert ON public.app_user FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY app_user_report ON public.app_user FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY app_user_select ON public.app_user FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY app_user_update ON public.app_user FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.audit_event ENABLE ROW LEVEL SECURITY;

CREATE POLICY audit_event_insert ON public.audit_event FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY audit_event_select ON public.audit_event FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.conversation ENABLE ROW LEVEL SECURITY;

CREATE POLICY conversation_insert ON public.conversation FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id = public.acting_salesperson()) OR (second_salesperson_id = public.acting_salesperson()))))));

CREATE POLICY conversation_report ON public.conversation FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY conversation_select ON public.conversation FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR ((salesperson_id = public.acting_salesperson()) OR (second_salesperson_id = public.acting_salesperson())))));

CREATE POLICY conversation_update ON public.conversation FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id = public.acting_salesperson()) OR (second_salesperson_id = public.acting_salesperson())))))) WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id = public.acting_salesperson()) OR (second_salesperson_id = public.acting_salesperson()))))));

ALTER TABLE public.conversion ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.conversion_credit ENABLE ROW LEVEL SECURITY;

CREATE POLICY conversion_credit_insert ON public.conversion_credit FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY conversion_credit_report ON public.conversion_credit FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY conversion_credit_select ON public.conversion_credit FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR (salesperson_id = public.acting_salesperson()))));

CREATE POLICY conversion_insert ON public.conversion FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY conversion_report ON public.conversion FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY conversion_select ON public.conversion FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY conversion_update ON public.conversion FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.credential ENABLE ROW LEVEL SECURITY;

CREATE POLICY credential_insert ON public.credential FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY credential_select ON public.credential FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY credential_update ON public.credential FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.edit ENABLE ROW LEVEL SECURITY;

CREATE POLICY edit_insert ON public.edit FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson())))));

CREATE POLICY edit_report ON public.edit FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY edit_select ON public.edit FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR (salesperson_id = public.acting_salesperson()))));

CREATE POLICY edit_update ON public.edit FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson()))))) WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson())))));

ALTER TABLE public.expense ENABLE ROW LEVEL SECURITY;

CREATE POLICY expense_insert ON public.expense FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson())))));

CREATE POLICY expense_report ON public.expense FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY expense_select ON public.expense FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR (salesperson_id = public.acting_salesperson()))));

CREATE POLICY expense_update ON public.expense FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson()))))) WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson())))));

ALTER TABLE public.follow_up ENABLE ROW LEVEL SECURITY;

CREATE POLICY follow_up_insert ON public.follow_up FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = ANY (ARRAY['director'::text, 'salesperson'::text]))));

CREATE POLICY follow_up_report ON public.follow_up FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY follow_up_select ON public.follow_up FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY follow_up_update ON public.follow_up FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson()))))) WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson())))));

ALTER TABLE public.idempotent_request ENABLE ROW LEVEL SECURITY;

CREATE POLICY idempotent_request_insert ON public.idempotent_request FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY idempotent_request_select ON public.idempotent_request FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY idempotent_request_update ON public.idempotent_request FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.import_change ENABLE ROW LEVEL SECURITY;

CREATE POLICY import_change_insert ON public.import_change FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY import_change_report ON public.import_change FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY import_change_select ON public.import_change FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR false)));

CREATE POLICY import_change_update ON public.import_change FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.import_rejection ENABLE ROW LEVEL SECURITY;

CREATE POLICY import_rejection_insert ON public.import_rejection FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY import_rejection_report ON public.import_rejection FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY import_rejection_select ON public.import_rejection FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = ANY (ARRAY['director'::text, 'viewer'::text]))));

ALTER TABLE public.import_run ENABLE ROW LEVEL SECURITY;

CREATE POLICY import_run_insert ON public.import_run FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY import_run_report ON public.import_run FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY import_run_select ON public.import_run FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = ANY (ARRAY['director'::text, 'viewer'::text]))));

CREATE POLICY import_run_update ON public.import_run FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.kpi_feed ENABLE ROW LEVEL SECURITY;

CREATE POLICY kpi_feed_insert ON public.kpi_feed FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY kpi_feed_report ON public.kpi_feed FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY kpi_feed_select ON public.kpi_feed FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

ALTER TABLE public.kpi_value ENABLE ROW LEVEL SECURITY;

CREATE POLICY kpi_value_insert ON public.kpi_value FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY kpi_value_report ON public.kpi_value FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY kpi_value_select ON public.kpi_value FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL) AND ((public.acting_role() <> 'salesperson'::text) OR (salesperson_id = public.acting_salesperson()))));

ALTER TABLE public.measurement ENABLE ROW LEVEL SECURITY;

CREATE POLICY measurement_insert ON public.measurement FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY measurement_report ON public.measurement FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY measurement_select ON public.measurement FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY measurement_update ON public.measurement FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.membership ENABLE ROW LEVEL SECURITY;

CREATE POLICY membership_insert ON public.membership FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY membership_report ON public.membership FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY membership_select ON public.membership FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY membership_update ON public.membership FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.opportunity ENABLE ROW LEVEL SECURITY;

CREATE POLICY opportunity_insert ON public.opportunity FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson()))))));

CREATE POLICY opportunity_report ON public.opportunity FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY opportunity_select ON public.opportunity FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson())))));

CREATE POLICY opportunity_update ON public.opportunity FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson())))))) WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson()))))));

ALTER TABLE public.organization ENABLE ROW LEVEL SECURITY;

CREATE POLICY organization_insert ON public.organization FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY organization_report ON public.organization FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY organization_select ON public.organization FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY organization_update ON public.organization FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.plan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.plan_closing ENABLE ROW LEVEL SECURITY;

CREATE POLICY plan_closing_insert ON public.plan_closing FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY plan_closing_report ON public.plan_closing FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY plan_closing_select ON public.plan_closing FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY plan_insert ON public.plan FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY plan_report ON public.plan FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY plan_select ON public.plan FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY plan_update ON public.plan FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.plan_version ENABLE ROW LEVEL SECURITY;

CREATE POLICY plan_version_insert ON public.plan_version FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY plan_version_report ON public.plan_version FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY plan_version_select ON public.plan_version FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

ALTER TABLE public.prospect ENABLE ROW LEVEL SECURITY;

CREATE POLICY prospect_insert ON public.prospect FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((owner_id IS NULL) OR (owner_id = public.acting_salesperson()))))));

ALTER TABLE public.prospect_merge ENABLE ROW LEVEL SECURITY;

CREATE POLICY prospect_merge_insert ON public.prospect_merge FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY prospect_merge_report ON public.prospect_merge FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY prospect_merge_select ON public.prospect_merge FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY prospect_merge_update ON public.prospect_merge FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY prospect_report ON public.prospect FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY prospect_select ON public.prospect FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY prospect_update ON public.prospect FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((owner_id IS NULL) OR (owner_id = public.acting_salesperson())))))) WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((owner_id IS NULL) OR (owner_id = public.acting_salesperson()))))));

ALTER TABLE public.sale ENABLE ROW LEVEL SECURITY;

CREATE POLICY sale_insert ON public.sale FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson())))));

CREATE POLICY sale_report ON public.sale FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY sale_select ON public.sale FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR (salesperson_id = public.acting_salesperson()))));

CREATE POLICY sale_update ON public.sale FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson()))))) WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson())))));

ALTER TABLE public.salesperson ENABLE ROW LEVEL SECURITY;

CREATE POLICY salesperson_insert ON public.salesperson FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY salesperson_report ON public.salesperson FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY salesperson_select ON public.salesperson FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY salesperson_update ON public.salesperson FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.series ENABLE ROW LEVEL SECURITY;

CREATE POLICY series_insert ON public.series FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY series_report ON public.series FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY series_select ON public.series FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

ALTER TABLE public.stage ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.stage_change ENABLE ROW LEVEL SECURITY;

CREATE POLICY stage_change_insert ON public.stage_change FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson()))))));

CREATE POLICY stage_change_report ON public.stage_change FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY stage_change_select ON public.stage_change FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson())))));

CREATE POLICY stage_change_update ON public.stage_change FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson())))))) WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson()))))));

CREATE POLICY stage_insert ON public.stage FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY stage_report ON public.stage FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY stage_select ON public.stage FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY stage_update ON public.stage FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.team ENABLE ROW LEVEL SECURITY;

CREATE POLICY team_insert ON public.team FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY team_report ON public.team FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY team_select ON public.team FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY team_update ON public.team FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

GRANT USAGE ON SCHEMA public TO filon_service;
GRANT USAGE ON SCHEMA public TO filon_reports;

GRANT USAGE ON SCHEMA report TO filon_service;
GRANT USAGE ON SCHEMA report TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.abc_assignment TO filon_service;
GRANT SELECT ON TABLE public.abc_assignment TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.abc_run TO filon_service;
GRANT SELECT ON TABLE public.abc_run TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.abc_value TO filon_service;
GRANT SELECT ON TABLE public.abc_value TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.app_user TO filon_service;
GRANT SELECT ON TABLE public.app_user TO filon_reports;

GRANT UPDATE(email) ON TABLE public.app_user TO filon_service;

GRANT UPDATE(name) ON TABLE public.app_user TO filon_service;

GRANT UPDATE(disabled_at) ON TABLE public.app_user TO filon_service;

GRANT SELECT,INSERT ON TABLE public.audit_event TO filon_service;

GRANT SELECT,INSERT ON TABLE public.conversation TO filon_service;
GRANT SELECT ON TABLE public.conversation TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.conversation TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.conversation TO filon_service;

GRANT SELECT,INSERT ON TABLE public.conversion TO filon_service;
GRANT SELECT ON TABLE public.conversion TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.conversion TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.conversion TO filon_service;

GRANT SELECT,INSERT ON TABLE public.conversion_credit TO filon_service;
GRANT SELECT ON TABLE public.conversion_credit TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.credential TO filon_service;

GRANT UPDATE(expires_at) ON TABLE public.credential TO filon_service;

GRANT UPDATE(ended_at) ON TABLE public.credential TO filon_service;

GRANT UPDATE(used_on) ON TABLE public.credential TO filon_service;

GRANT SELECT,INSERT ON TABLE public.edit TO filon_service;
GRANT SELECT ON TABLE public.edit TO filon_reports;

GRANT UPDATE(before) ON TABLE public.edit TO filon_service;

GRANT UPDATE(after) ON TABLE public.edit TO filon_service;

GRANT UPDATE(voided_at) ON TABLE public.edit TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.edit TO filon_service;

GRANT SELECT,INSERT ON TABLE public.expense TO filon_service;
GRANT SELECT ON TABLE public.expense TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.expense TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.expense TO filon_service;

GRANT SELECT,INSERT ON TABLE public.follow_up TO filon_service;
GRANT SELECT ON TABLE public.follow_up TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.follow_up TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.follow_up TO filon_service;

GRANT SELECT,INSERT ON TABLE public.idempotent_request TO filon_service;

GRANT UPDATE(digest) ON TABLE public.idempotent_request TO filon_service;

GRANT UPDATE(claim_ends_at) ON TABLE public.idempotent_request TO filon_service;

GRANT UPDATE(status) ON TABLE public.idempotent_request TO filon_service;

GRANT UPDATE(answer) ON TABLE public.idempotent_request TO filon_service;

GRANT SELECT,INSERT ON TABLE public.import_change TO filon_service;
GRANT SELECT ON TABLE public.import_change TO filon_reports;

GRANT UPDATE(before) ON TABLE public.import_change TO filon_service;

GRANT UPDATE(after) ON TABLE public.import_change TO filon_service;

GRANT SELECT,INSERT ON TABLE public.import_rejection TO filon_service;
GRANT SELECT ON TABLE public.import_rejection TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.import_run TO filon_service;
GRANT SELECT ON TABLE public.import_run TO filon_reports;

GRANT UPDATE(read) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(recorded) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(repeated) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(rejected) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(assumed) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(created) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(voided_at) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(updated) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(skipped) ON TABLE public.import_run TO filon_service;

GRANT SELECT,INSERT ON TABLE public.kpi_feed TO filon_service;
GRANT SELECT ON TABLE public.kpi_feed TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.kpi_value TO filon_service;
GRANT SELECT ON TABLE public.kpi_value TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.measurement TO filon_service;
GRANT SELECT ON TABLE public.measurement TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.measurement TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.measurement TO filon_service;

GRANT SELECT,INSERT ON TABLE public.membership TO filon_service;
GRANT SELECT ON TABLE public.membership TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.membership TO filon_service;

GRANT SELECT,INSERT ON TABLE public.opportunity TO filon_service;
GRANT SELECT ON TABLE public.opportunity TO filon_reports;

GRANT UPDATE(salesperson_id) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(title) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(source) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(channel) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(amount_cents) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(expected_on) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(note) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(stage_id) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(stage_kind) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(stage_since) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(changes) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(closed_at) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(voided_at) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.opportunity TO filon_service;

GRANT SELECT,INSERT ON TABLE public.organization TO filon_service;
GRANT SELECT ON TABLE public.organization TO filon_reports;

GRANT UPDATE(name) ON TABLE public.organization TO filon_service;

GRANT UPDATE(language) ON TABLE public.organization TO filon_service;

GRANT SELECT,INSERT ON TABLE public.plan TO filon_service;
GRANT SELECT ON TABLE public.plan TO filon_reports;

GRANT UPDATE(name) ON TABLE public.plan TO filon_service;

GRANT UPDATE(parent_id) ON TABLE public.plan TO filon_service;

GRANT UPDATE(from_day) ON TABLE public.plan TO filon_service;

GRANT UPDATE(to_day) ON TABLE public.plan TO filon_service;

GRANT UPDATE(version) ON TABLE public.plan TO filon_service;

GRANT SELECT,INSERT ON TABLE public.plan_closing TO filon_service;
GRANT SELECT ON TABLE public.plan_closing TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.plan_version TO filon_service;
GRANT SELECT ON TABLE public.plan_version TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.prospect TO filon_service;
GRANT SELECT ON TABLE public.prospect TO filon_reports;

GRANT UPDATE(name) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(name_key) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(unnamed) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(contact_name) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(email) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(email_key) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(phone) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(phone_key) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(siret) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(vat_number) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(naf_code) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(address) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(postal_code) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(city) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(country) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(source) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(owner_id) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(potential_cents) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(note) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(next_step) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(next_on) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(next_set_at) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(system) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(reference) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(import_id) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(updated_at) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(voided_at) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(next_salesperson_id) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(opposed_at) ON TABLE public.prospect TO filon_service;

GRANT SELECT,INSERT ON TABLE public.prospect_merge TO filon_service;
GRANT SELECT ON TABLE public.prospect_merge TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.prospect_merge TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.prospect_merge TO filon_service;

GRANT SELECT,INSERT ON TABLE public.sale TO filon_service;
GRANT SELECT ON TABLE public.sale TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.sale TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.sale TO filon_service;

GRANT SELECT,INSERT ON TABLE public.salesperson TO filon_service;
GRANT SELECT ON TABLE public.salesperson TO filon_reports;

GRANT UPDATE(name) ON TABLE public.salesperson TO filon_service;

GRANT UPDATE(name_key) ON TABLE public.salesperson TO filon_service;

GRANT UPDATE(profile) ON TABLE public.salesperson TO filon_service;

GRANT UPDATE(team_id) ON TABLE public.salesperson TO filon_service;

GRANT UPDATE(active_from) ON TABLE public.salesperson TO filon_service;

GRANT UPDATE(active_until) ON TABLE public.salesperson TO filon_service;

GRANT UPDATE(trained_from) ON TABLE public.salesperson TO filon_service;

GRANT UPDATE(trained_until) ON TABLE public.salesperson TO filon_service;

GRANT SELECT,INSERT ON TABLE public.series TO filon_service;
GRANT SELECT ON TABLE public.series TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.stage TO filon_service;
GRANT SELECT ON TABLE public.stage TO filon_reports;

GRANT UPDATE("position") ON TABLE public.stage TO filon_service;

GRANT UPDATE(name) ON TABLE public.stage TO filon_service;

GRANT UPDATE(name_key) ON TABLE public.stage TO filon_service;

GRANT UPDATE(probability) ON TABLE public.stage TO filon_service;

GRANT UPDATE(retired_at) ON TABLE public.stage TO filon_service;

GRANT UPDATE(former_keys) ON TABLE public.stage TO filon_service;

GRANT SELECT,INSERT ON TABLE public.stage_change TO filon_service;
GRANT SELECT ON TABLE public.stage_change TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.stage_change TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.stage_change TO filon_service;

GRANT SELECT,INSERT ON TABLE public.team TO filon_service;
GRANT SELECT ON TABLE public.team TO filon_reports;

GRANT UPDATE(name) ON TABLE public.team TO filon_service;

GRANT UPDATE(name_key) ON TABLE public.team TO filon_service;

