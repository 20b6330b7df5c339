//! A picture of every panel in every theme, for eyes.
