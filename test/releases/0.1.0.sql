-- The database of release 0.1.0, as pg_dump --inserts tells it without its session settings.
CREATE TABLE public.access_api_key (
    id text NOT NULL COLLATE pg_catalog."C",
    secret_hash bytea NOT NULL,
    tenant_id text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    owner_id text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL COLLATE pg_catalog."C",
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT access_api_key_secret_hash_check CHECK ((octet_length(secret_hash) = 32))
);
CREATE TABLE public.migrations (
    id integer NOT NULL,
    "timestamp" bigint NOT NULL,
    name character varying NOT NULL
);
CREATE SEQUENCE public.migrations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.migrations_id_seq OWNED BY public.migrations.id;
CREATE TABLE public.notification_preference (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    in_app_enabled boolean NOT NULL,
    email_enabled boolean NOT NULL,
    push_enabled boolean NOT NULL,
    digest text NOT NULL,
    tenant_id text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    owner_id text NOT NULL COLLATE pg_catalog."C",
    category text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT notification_preference_digest_check CHECK ((digest = ANY (ARRAY['instant'::text, 'hourly'::text, 'daily'::text, 'off'::text])))
);
ALTER TABLE ONLY public.migrations ALTER COLUMN id SET DEFAULT nextval('public.migrations_id_seq'::regclass);
INSERT INTO public.access_api_key VALUES ('1HeddIikNNmACOJfy', '\x482cead895bb0a9e8e18f4371b3a6c078ea42e1d928399d5e33c76da4a62e185', 'acme', 'ada', 'member', '2026-11-23 07:42:41.362+00');
INSERT INTO public.migrations VALUES (1, 1795392000000, 'CreateNotificationPreference1795392000000');
INSERT INTO public.migrations VALUES (2, 1795392000001, 'CreateApiKey1795392000001');
INSERT INTO public.notification_preference VALUES ('01a2075b-67e2-7132-a372-717c0defdbe3', '2026-11-23 07:42:40.613+00', '2026-11-23 07:42:40.613+00', true, false, true, 'instant', '', 'bootstrap', '');
INSERT INTO public.notification_preference VALUES ('01a2075b-67ff-7639-9b32-d50d1ec3652c', '2026-11-23 07:42:40.64+00', '2026-11-23 07:42:40.64+00', true, true, false, 'daily', '', 'bootstrap', 'billing');
INSERT INTO public.notification_preference VALUES ('01a2075b-680f-7137-896c-ea976d13ed73', '2026-11-23 07:42:40.656+00', '2026-11-23 07:42:40.656+00', false, true, false, 'off', '', 'bootstrap', 'café 🔔');
INSERT INTO public.notification_preference VALUES ('01a2075b-6adb-763a-8e63-da0e0bfe3016', '2026-11-23 07:42:41.375+00', '2026-11-23 07:42:41.377+00', true, true, false, 'hourly', 'acme', 'ada', 'billing');
SELECT pg_catalog.setval('public.migrations_id_seq', 2, true);
ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY (id);
ALTER TABLE ONLY public.access_api_key
    ADD CONSTRAINT access_api_key_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notification_preference
    ADD CONSTRAINT notification_preference_pkey PRIMARY KEY (tenant_id, owner_id, category);
