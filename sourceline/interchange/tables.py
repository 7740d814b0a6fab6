"""The tables of the SQLite database."""

_DATE = """
    {0} TEXT, -- EDTF
    {0}_words TEXT,
    {0}_basis TEXT, -- stated, relative, published
    {0}_earliest TEXT, -- a day; NULL: open or unknown
    {0}_latest TEXT,"""


def _make_links() -> str:
    """What rests on which quote: a table for each kind of thing."""
    owners = {
        "profile": ("TEXT", "profiles"),
        "event": ("TEXT", "events"),
        "claim": ("INTEGER", "claims"),
        "role": ("INTEGER", "roles"),
        "relation": ("INTEGER", "relations"),
        "figure": ("INTEGER", "figures"),
        "quotation": ("INTEGER", "quotations"),
    }
    return "".join(
        f"""
CREATE TABLE {owner}_quotes (
    {owner}_id {kind} NOT NULL REFERENCES {table}(id),
    quote_id INTEGER NOT NULL REFERENCES quotes(id),
    PRIMARY KEY ({owner}_id, quote_id)
);"""
        for owner, (kind, table) in owners.items()
    )


TABLES = f"""
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA foreign_keys = ON;
CREATE TABLE site (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE sources (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    title_made INTEGER NOT NULL, -- 1: worded by the machine
    author TEXT,
    publisher TEXT,
    published TEXT, -- EDTF
    url TEXT,
    archive_url TEXT,
    licence TEXT,
    retrieved TEXT,
    added TEXT,
    language TEXT NOT NULL,
    sha256 TEXT NOT NULL, -- of the text that was read, in UTF-8
    page TEXT, -- its page of the site
    text TEXT
);
CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    source_id TEXT NOT NULL REFERENCES sources(id),
    exact TEXT NOT NULL,
    start INTEGER, -- in characters of the text that was read
    stop INTEGER,
    verified INTEGER NOT NULL, -- 0: no longer in its source
    original TEXT -- address of these words on the web
);
CREATE TABLE profiles (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL, -- person, organization, product, place, topic
    text TEXT,
    page TEXT
);
CREATE TABLE aliases (profile_id TEXT NOT NULL REFERENCES profiles(id), name TEXT NOT NULL);
CREATE TABLE same_as (profile_id TEXT NOT NULL REFERENCES profiles(id), url TEXT NOT NULL);
CREATE TABLE events (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL, -- in order of time
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL, -- asserted, planned, denied, alleged{_DATE.format("date")}
    support TEXT NOT NULL, -- single-source, corroborated, disputed, author
    text TEXT,
    reported TEXT,
    added TEXT,
    weight REAL NOT NULL,
    pin INTEGER NOT NULL,
    reviewed INTEGER NOT NULL,
    page TEXT
);
CREATE TABLE participants (
    event_id TEXT NOT NULL REFERENCES events(id),
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    profile_id TEXT REFERENCES profiles(id), -- NULL: a mere name
    PRIMARY KEY (event_id, position)
);
CREATE TABLE event_topics (
    event_id TEXT NOT NULL REFERENCES events(id),
    profile_id TEXT NOT NULL REFERENCES profiles(id)
);
CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events(id),
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,{_DATE.format("date")}
    attribution TEXT,
    confidence REAL NOT NULL
);
CREATE TABLE roles (
    id INTEGER PRIMARY KEY,
    person TEXT NOT NULL,
    person_id TEXT REFERENCES profiles(id),
    role TEXT NOT NULL,
    qualifier TEXT,
    organization TEXT,
    organization_id TEXT REFERENCES profiles(id),{_DATE.format("begins")}{_DATE.format("ends")}
    confidence REAL NOT NULL
);
CREATE TABLE relations (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    subject_id TEXT REFERENCES profiles(id),
    predicate TEXT NOT NULL,
    object TEXT NOT NULL,
    object_id TEXT REFERENCES profiles(id),
    confidence REAL NOT NULL
);
CREATE TABLE figures (
    id INTEGER PRIMARY KEY,
    event_id TEXT REFERENCES events(id),
    phrase TEXT NOT NULL,
    value NUMERIC,
    low NUMERIC,
    high NUMERIC,
    unit TEXT,
    currency TEXT, -- NULL: not stated
    per TEXT,
    measure TEXT,
    of TEXT,
    of_id TEXT REFERENCES profiles(id),{_DATE.format("date")}
    confidence REAL NOT NULL
);
CREATE TABLE quotations (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    speaker TEXT,
    speaker_id TEXT REFERENCES profiles(id),
    direct INTEGER NOT NULL,
    verb TEXT,
    confidence REAL NOT NULL
);
CREATE TABLE quotation_subjects (
    quotation_id INTEGER NOT NULL REFERENCES quotations(id),
    name TEXT NOT NULL,
    profile_id TEXT REFERENCES profiles(id)
);
CREATE TABLE disagreements (
    id INTEGER PRIMARY KEY,
    event_id TEXT REFERENCES events(id),
    profile_id TEXT REFERENCES profiles(id),
    field TEXT NOT NULL,
    about TEXT,
    rule TEXT NOT NULL, -- why the first variant was chosen
    open INTEGER NOT NULL -- 1: a variant contradicts the chosen one
);
CREATE TABLE variants (
    disagreement_id INTEGER NOT NULL REFERENCES disagreements(id),
    position INTEGER NOT NULL, -- 1: the chosen one
    value TEXT NOT NULL,
    sources TEXT NOT NULL, -- JSON: ids
    corrected INTEGER NOT NULL,
    fits INTEGER NOT NULL,
    PRIMARY KEY (disagreement_id, position)
);
CREATE TABLE corrections (
    "on" TEXT NOT NULL,
    page TEXT NOT NULL,
    what TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
);
{_make_links()}
"""
"""SQL that makes them, each before those that point to it. Dates have five columns; Datasette asks that a foreign
key names its column; `page` is an address of the site."""
