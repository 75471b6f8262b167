"""The judgement: panels, sheets, snapshots, decisions. This file imports nothing (see `scoring`)."""
