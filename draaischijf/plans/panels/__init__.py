"""What plans show on pages of other subjects: one file per subject."""
