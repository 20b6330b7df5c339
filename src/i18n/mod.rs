//! Words of the screen in English and German; keys in, sentences out.
