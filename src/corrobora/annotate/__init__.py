"""Text to sentences, tokens and mentions: counts, times, places, actors, triggers, cues."""
