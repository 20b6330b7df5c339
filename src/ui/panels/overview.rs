//! Overview: what runs and what needs a person; every tile leads somewhere, nothing is controlled from here.
