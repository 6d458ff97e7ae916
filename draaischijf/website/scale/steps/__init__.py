"""What is made, one file per noun; `website.scale.seed` has them in their order."""
