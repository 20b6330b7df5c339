//! Small helpers without a home of their own: text of ages and numbers, lenient JSON fields.
