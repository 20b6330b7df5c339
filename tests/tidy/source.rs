//! One source file, as written and with comments, strings and tests blanked out.

/// A file and what the rules look at.
pub struct Source {
    /// From the root of the repository, with `/`.
    pub path: String,
    /// As written.
    pub text: String,
    /// Comments, string and character literals blanked; the lines are kept.
    pub code: String,
    /// `code` without what is compiled for tests only.
    pub shipped: String,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let code = blank_literals(text);
        let shipped =
            if is_test_file(path) { code.chars().map(blank).collect() } else { blank_tests(&code) };
        Self { path: path.to_owned(), text: text.to_owned(), code, shipped }
    }

    /// `["ui", "panels", "overview"]` for `src/ui/panels/overview.rs`; none outside `src`.
    pub fn module(&self) -> Option<Vec<&str>> {
        let inner = self.path.strip_prefix("src/")?.strip_suffix(".rs")?;
        let mut parts: Vec<_> = inner.split('/').collect();
        match parts.as_slice() {
            ["main" | "lib"] => parts.clear(),
            [.., "mod"] => drop(parts.pop()),
            _ => {}
        }
        Some(parts)
    }

    /// Paths, without ending, of the modules this file declares for tests only.
    pub fn test_modules(&self) -> Vec<String> {
        let folder = match self.path.strip_suffix(".rs") {
            Some(stem)
                if !["/mod", "src/lib", "src/main"].iter().any(|end| stem.ends_with(end)) =>
            {
                stem
            }
            _ => self.path.rsplit_once('/').map_or("", |(folder, _)| folder),
        };
        let items = self.code.split("#[cfg(test)]").skip(1);
        items
            .filter_map(|item| {
                let name = item.trim_start().trim_start_matches("pub ").strip_prefix("mod ")?;
                let name = name.split_once(';')?.0;
                (!name.contains('{')).then(|| format!("{folder}/{}", name.trim()))
            })
            .collect()
    }

    /// The same file, known to be compiled for tests only.
    pub fn into_test(mut self) -> Self {
        self.shipped = self.code.chars().map(blank).collect();
        self
    }

    /// Line number, from 1, of a byte offset.
    pub fn line_of(&self, offset: usize) -> usize {
        self.code.get(..offset).unwrap_or("").matches('\n').count() + 1
    }
}

fn is_test_file(path: &str) -> bool {
    !path.starts_with("src/") || path.ends_with("/tests.rs") || path.contains("/tests/")
}

fn blank(letter: char) -> char {
    if letter == '\n' { '\n' } else { ' ' }
}

/// Replaces every byte of comments and literals by a space, so that offsets agree with the text.
fn blank_literals(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = literal_end(bytes, at);
        if end == at {
            // A word is taken whole, so that the `r` of `for` never begins a raw string.
            at += 1;
            while is_word(bytes[at - 1]) && at < bytes.len() && is_word(bytes[at]) {
                at += 1;
            }
            continue;
        }
        for byte in &mut out[at..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end;
    }
    String::from_utf8_lossy(&out).into_owned()
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Where the comment or literal that begins here ends; `at` itself if none begins.
fn literal_end(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    if rest.starts_with(b"//") {
        return at + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    }
    if rest.starts_with(b"/*") {
        return block_comment_end(bytes, at);
    }
    let prefix = rest.iter().take_while(|byte| matches!(byte, b'b' | b'r' | b'c')).count();
    if prefix <= 2 {
        let hashes = rest[prefix..].iter().take_while(|byte| **byte == b'#').count();
        let raw = rest[..prefix].contains(&b'r');
        if rest.get(prefix + hashes) == Some(&b'"') && (raw || hashes == 0) {
            return string_end(bytes, at + prefix + hashes + 1, raw.then_some(hashes));
        }
    }
    if rest.first() == Some(&b'\'') {
        return char_end(bytes, at);
    }
    at
}

fn block_comment_end(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0);
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    bytes.len()
}

fn string_end(bytes: &[u8], start: usize, raw_hashes: Option<usize>) -> usize {
    let mut at = start;
    while at < bytes.len() {
        match (bytes[at], raw_hashes) {
            (b'\\', None) => at += 2,
            (b'"', None) => return at + 1,
            (b'"', Some(hashes)) => {
                let tail = &bytes[at + 1..];
                if tail.len() >= hashes && tail[..hashes].iter().all(|byte| *byte == b'#') {
                    return at + 1 + hashes;
                }
                at += 1;
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

/// A character literal, or nothing when the quote begins a lifetime.
fn char_end(bytes: &[u8], at: usize) -> usize {
    if bytes.get(at + 1) == Some(&b'\\') {
        let tail = bytes.get(at + 3..).unwrap_or(&[]);
        return tail.iter().position(|byte| *byte == b'\'').map_or(at, |gap| at + 4 + gap);
    }
    // A character takes at most four bytes; a lifetime has no closing quote there.
    let text = String::from_utf8_lossy(bytes.get(at + 1..(at + 6).min(bytes.len())).unwrap_or(&[]));
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), Some('\'')) => at + 2 + letter.len_utf8(),
        _ => at,
    }
}

/// Blanks each item behind `#[cfg(test)]`.
fn blank_tests(code: &str) -> String {
    let mut out = code.to_owned();
    let mark = "#[cfg(test)]";
    let mut from = 0;
    while let Some(found) = out[from..].find(mark) {
        let start = from + found;
        let end = item_end(&out, start + mark.len());
        let blanked: String = out[start..end].chars().map(blank).collect();
        out.replace_range(start..end, &blanked);
        from = start + blanked.len();
    }
    out
}

/// The end of the item that begins here: its closing brace or its semicolon.
pub fn item_end(code: &str, start: usize) -> usize {
    let (mut braces, mut others) = (0_i32, 0_i32);
    for (offset, letter) in code[start..].char_indices() {
        match letter {
            '(' | '[' => others += 1,
            ')' | ']' => others -= 1,
            '{' => braces += 1,
            '}' => {
                braces -= 1;
                if braces <= 0 {
                    return start + offset + 1;
                }
            }
            ';' if braces == 0 && others == 0 => return start + offset + 1,
            _ => {}
        }
    }
    code.len()
}
