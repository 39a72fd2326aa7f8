import Store

public enum SecondaryDataSchema {
  public static let migrations = [
    Migration(
      id: "2026-11-23-secondary-data-1",
      statements: catalogue + census + results + libraries + places + pending)
  ]

  private static let catalogue = [
    """
    CREATE TABLE data_source (
      id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('acs', 'pls', 'places', 'other')),
      community TEXT REFERENCES community (id),
      publisher TEXT NOT NULL CHECK (publisher <> ''),
      title TEXT NOT NULL CHECK (title <> ''),
      vintage TEXT NOT NULL,
      year INTEGER CHECK (year BETWEEN 1790 AND 2200),
      geography TEXT NOT NULL,
      licence TEXT NOT NULL,
      limits TEXT NOT NULL,
      contact TEXT NOT NULL,
      link TEXT NOT NULL,
      added TEXT NOT NULL,
      ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
      version INTEGER NOT NULL CHECK (version >= 1)
    ) STRICT
    """,
    "CREATE INDEX data_source_by_community ON data_source (community, kind, ended)",
    """
    CREATE TABLE kept_file (
      id TEXT NOT NULL PRIMARY KEY,
      source TEXT NOT NULL REFERENCES data_source (id),
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      name TEXT NOT NULL CHECK (name <> ''),
      size INTEGER NOT NULL CHECK (size >= 0),
      bytes BLOB NOT NULL,
      at INTEGER NOT NULL,
      UNIQUE (source, digest)
    ) STRICT
    """,
  ]

  private static let census = [
    """
    CREATE TABLE census_table (
      id TEXT NOT NULL PRIMARY KEY,
      source TEXT NOT NULL REFERENCES data_source (id),
      name TEXT NOT NULL,
      title TEXT NOT NULL,
      form TEXT NOT NULL,
      year INTEGER,
      span INTEGER CHECK (span IN (1, 3, 5)),
      warnings TEXT NOT NULL,
      CHECK ((year IS NULL) = (span IS NULL))
    ) STRICT
    """,
    "CREATE INDEX census_table_by_source ON census_table (source, name)",
    """
    CREATE TABLE census_table_file (
      census_table TEXT NOT NULL REFERENCES census_table (id),
      file TEXT NOT NULL REFERENCES kept_file (id),
      describes INTEGER NOT NULL CHECK (describes IN (0, 1)),
      position INTEGER NOT NULL,
      PRIMARY KEY (census_table, file)
    ) STRICT
    """,
    """
    CREATE TABLE census_area (
      census_table TEXT NOT NULL REFERENCES census_table (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      geo_id TEXT NOT NULL CHECK (geo_id <> ''),
      name TEXT NOT NULL,
      PRIMARY KEY (census_table, position),
      UNIQUE (census_table, geo_id)
    ) STRICT
    """,
    """
    CREATE TABLE census_variable (
      census_table TEXT NOT NULL REFERENCES census_table (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      code TEXT NOT NULL CHECK (code <> ''),
      label TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('count', 'percent', 'median', 'mean', 'other')),
      estimate REAL,
      moe REAL CHECK (moe >= 0),
      without INTEGER NOT NULL CHECK (without >= 0),
      PRIMARY KEY (census_table, position)
    ) STRICT
    """,
    """
    CREATE TABLE census_value (
      census_table TEXT NOT NULL,
      area INTEGER NOT NULL,
      variable INTEGER NOT NULL,
      estimate REAL,
      moe REAL CHECK (moe >= 0),
      PRIMARY KEY (census_table, area, variable)
    ) STRICT, WITHOUT ROWID
    """,
  ]

  private static let results = [
    """
    CREATE TABLE census_comparison (
      earlier TEXT NOT NULL REFERENCES census_table (id),
      later TEXT NOT NULL REFERENCES census_table (id),
      shares_years INTEGER NOT NULL CHECK (shares_years IN (0, 1)),
      notes TEXT NOT NULL,
      PRIMARY KEY (earlier, later)
    ) STRICT
    """,
    """
    CREATE TABLE census_trend (
      earlier TEXT NOT NULL,
      later TEXT NOT NULL,
      position INTEGER NOT NULL,
      label TEXT NOT NULL,
      kind TEXT NOT NULL,
      then_estimate REAL NOT NULL,
      then_moe REAL CHECK (then_moe >= 0),
      now_estimate REAL NOT NULL,
      now_moe REAL CHECK (now_moe >= 0),
      difference REAL NOT NULL,
      moe REAL CHECK (moe >= 0),
      differs INTEGER CHECK (differs IN (0, 1)),
      PRIMARY KEY (earlier, later, position),
      FOREIGN KEY (earlier, later) REFERENCES census_comparison (earlier, later)
    ) STRICT
    """,
    """
    CREATE TABLE benchmark (
      census_table TEXT NOT NULL REFERENCES census_table (id),
      community TEXT NOT NULL REFERENCES community (id),
      source TEXT NOT NULL REFERENCES data_source (id),
      dimension TEXT NOT NULL,
      universe TEXT NOT NULL,
      category TEXT NOT NULL,
      position INTEGER NOT NULL,
      estimate REAL NOT NULL,
      moe REAL CHECK (moe >= 0),
      share REAL CHECK (share BETWEEN 0 AND 1.5),
      share_moe REAL CHECK (share_moe >= 0),
      total REAL,
      total_moe REAL CHECK (total_moe >= 0),
      PRIMARY KEY (census_table, dimension, position)
    ) STRICT
    """,
    "CREATE INDEX benchmark_by_community ON benchmark (community, dimension)",
    """
    CREATE TABLE data_fact (
      fact TEXT NOT NULL PRIMARY KEY REFERENCES fact (id),
      community TEXT NOT NULL REFERENCES community (id),
      source TEXT NOT NULL REFERENCES data_source (id),
      figure TEXT NOT NULL CHECK (figure <> ''),
      data_table TEXT NOT NULL,
      year INTEGER,
      span INTEGER,
      text TEXT NOT NULL,
      current INTEGER NOT NULL CHECK (current IN (0, 1))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX data_fact_current ON data_fact (community, figure) WHERE current = 1",
    "CREATE INDEX data_fact_by_source ON data_fact (source)",
  ]

  private static let libraries = [
    """
    CREATE TABLE library_entity (
      source TEXT NOT NULL REFERENCES data_source (id),
      fscs_key TEXT NOT NULL CHECK (fscs_key <> ''),
      name TEXT NOT NULL,
      address TEXT NOT NULL,
      city TEXT NOT NULL,
      state TEXT NOT NULL,
      PRIMARY KEY (source, fscs_key)
    ) STRICT
    """,
    """
    CREATE TABLE library_figure (
      source TEXT NOT NULL REFERENCES data_source (id),
      fscs_key TEXT NOT NULL,
      name TEXT NOT NULL CHECK (name <> ''),
      value REAL,
      missing INTEGER CHECK (missing IN (-1, -3, -4, -9)),
      PRIMARY KEY (source, fscs_key, name)
    ) STRICT
    """,
    """
    CREATE TABLE outlet (
      source TEXT NOT NULL REFERENCES data_source (id),
      fscs_key TEXT NOT NULL CHECK (fscs_key <> ''),
      sequence TEXT NOT NULL,
      name TEXT NOT NULL,
      address TEXT NOT NULL,
      city TEXT NOT NULL,
      state TEXT NOT NULL,
      zip TEXT NOT NULL,
      county TEXT NOT NULL,
      phone TEXT,
      kind TEXT NOT NULL CHECK (kind IN ('CE', 'BR', 'BS', 'BM', 'other')),
      square_feet REAL,
      hours REAL,
      weeks REAL,
      latitude REAL CHECK (latitude BETWEEN -90 AND 90),
      longitude REAL CHECK (longitude BETWEEN -180 AND 180),
      locale TEXT,
      tract TEXT,
      PRIMARY KEY (source, fscs_key, sequence),
      CHECK ((latitude IS NULL) = (longitude IS NULL))
    ) STRICT
    """,
  ]

  private static let places = [
    """
    CREATE TABLE boundary (
      id TEXT NOT NULL PRIMARY KEY,
      community TEXT NOT NULL REFERENCES community (id),
      source TEXT NOT NULL REFERENCES data_source (id),
      name TEXT NOT NULL,
      geojson TEXT NOT NULL CHECK (geojson <> '')
    ) STRICT
    """,
    "CREATE INDEX boundary_by_community ON boundary (community)",
  ]

  private static let pending = [
    """
    CREATE TABLE pending_import (
      id TEXT NOT NULL PRIMARY KEY,
      account TEXT NOT NULL,
      community TEXT REFERENCES community (id),
      at INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE pending_file (
      pending TEXT NOT NULL REFERENCES pending_import (id),
      position INTEGER NOT NULL,
      name TEXT NOT NULL CHECK (name <> ''),
      bytes BLOB NOT NULL,
      PRIMARY KEY (pending, position)
    ) STRICT
    """,
  ]
}
