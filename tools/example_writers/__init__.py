"""Writers of the example documents: one content, in the formats an office has."""
