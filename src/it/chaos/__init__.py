"""Real faults, an agent or Monit beside them, and a judge of its own: see docs/healing-results.md."""
