//! Why a picture, its source or the rule cannot be used: codes and facts, the words are made at display.

use std::fmt;

use super::trouble::Trouble;

/// Why, where the state or the verdict of a picture does not say all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Why {
    #[default]
    None,
    FileGone,
    /// Its bytes are not those that were checked.
    FileChanged,
    /// Neither JPEG, PNG nor WebP, or broken.
    NotAPicture,
    /// So many pixels, width and height.
    TooManyPixels(u32, u32),
    TooManyBytes,
    BadName,
    /// Opening it made the program stumble.
    Broke,
    SkuGone,
    /// No answer came; it was seen there afterwards.
    SeenAfter,
    /// The one that is there could not be fetched, so nothing was put over it.
    BeforeLost,
    /// What is there now is not what the batch put there.
    Another,
    TooManyFiles(String),
    NotASource(String),
    /// A file or folder, and what the computer says of it.
    Unreadable(String, String),
    NothingPasted,
    /// No dialog could be opened on this desktop.
    NoDialog,
    BatchGone,
    /// The bench broke off and began anew.
    BenchBroke,
    /// A call that failed.
    Call(Box<Trouble>),
    /// Words of this computer or its store.
    Here(String),
}

impl Why {
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// The stable word of the store, and what stands beside it; not for a failed call.
    pub fn parts(&self) -> (&'static str, String) {
        let text = match self {
            Self::TooManyPixels(width, height) => format!("{width} {height}"),
            Self::TooManyFiles(of) | Self::NotASource(of) | Self::Here(of) => of.clone(),
            Self::Unreadable(what, said) => format!("{what}\t{said}"),
            _ => String::new(),
        };
        (self.code(), text)
    }

    pub const fn code(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::FileGone => "file-gone",
            Self::FileChanged => "file-changed",
            Self::NotAPicture => "not-a-picture",
            Self::TooManyPixels(..) => "too-many-pixels",
            Self::TooManyBytes => "too-many-bytes",
            Self::BadName => "bad-name",
            Self::Broke => "broke",
            Self::SkuGone => "sku-gone",
            Self::SeenAfter => "seen-after",
            Self::BeforeLost => "before-lost",
            Self::Another => "another",
            Self::TooManyFiles(_) => "too-many-files",
            Self::NotASource(_) => "not-a-source",
            Self::Unreadable(..) => "unreadable",
            Self::NothingPasted => "nothing-pasted",
            Self::NoDialog => "no-dialog",
            Self::BatchGone => "batch-gone",
            Self::BenchBroke => "bench-broke",
            Self::Call(_) => "call",
            Self::Here(_) => "here",
        }
    }

    /// What [`parts`](Self::parts) gave; none for a word that is not known.
    pub fn of_parts(code: &str, text: &str) -> Option<Self> {
        let pair = |between| {
            let (one, other) = text.split_once(between).unwrap_or((text, ""));
            (one.to_owned(), other.to_owned())
        };
        let side = |text: &str| text.parse().unwrap_or_default();
        Some(match code {
            "none" => Self::None,
            "file-gone" => Self::FileGone,
            "file-changed" => Self::FileChanged,
            "not-a-picture" => Self::NotAPicture,
            "too-many-pixels" => {
                let (width, height) = pair(' ');
                Self::TooManyPixels(side(&width), side(&height))
            }
            "too-many-bytes" => Self::TooManyBytes,
            "bad-name" => Self::BadName,
            "broke" => Self::Broke,
            "sku-gone" => Self::SkuGone,
            "seen-after" => Self::SeenAfter,
            "before-lost" => Self::BeforeLost,
            "another" => Self::Another,
            "too-many-files" => Self::TooManyFiles(text.to_owned()),
            "not-a-source" => Self::NotASource(text.to_owned()),
            "unreadable" => {
                let (what, said) = pair('\t');
                Self::Unreadable(what, said)
            }
            "nothing-pasted" => Self::NothingPasted,
            "no-dialog" => Self::NoDialog,
            "batch-gone" => Self::BatchGone,
            "bench-broke" => Self::BenchBroke,
            "here" => Self::Here(text.to_owned()),
            _ => return None,
        })
    }

    /// What stood in rows of before the codes; words of the storage's own stay what they are.
    pub fn of_old_words(words: &str) -> Self {
        match words {
            "" => Self::None,
            "the file is gone" => Self::FileGone,
            "the file was changed since it was checked" => Self::FileChanged,
            "it cannot be opened as a picture" => Self::NotAPicture,
            "its name is not trusted" => Self::BadName,
            "the SKU is gone" => Self::SkuGone,
            "seen after it was sent" => Self::SeenAfter,
            other => Self::Here(other.to_owned()),
        }
    }
}

/// In English, for reports and the command line.
impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::FileGone => f.write_str("the file is gone"),
            Self::FileChanged => f.write_str("the file was changed since it was checked"),
            Self::NotAPicture => f.write_str("it cannot be opened as a picture"),
            Self::TooManyPixels(width, height) => {
                write!(f, "too large to be opened: {width} x {height}")
            }
            Self::TooManyBytes => f.write_str("too many bytes"),
            Self::BadName => f.write_str("its name is not trusted"),
            Self::Broke => f.write_str("opening it failed inside the program"),
            Self::SkuGone => f.write_str("the SKU is gone"),
            Self::SeenAfter => f.write_str("seen after it was sent"),
            Self::BeforeLost => {
                f.write_str("not replaced: the picture that is there could not be fetched")
            }
            Self::Another => f.write_str("left as it is: another picture is there by now"),
            Self::TooManyFiles(of) => write!(f, "{of} holds too many files"),
            Self::NotASource(of) => write!(f, "{of} is no folder, archive or picture"),
            Self::Unreadable(what, said) => write!(f, "{what}: {said}"),
            Self::NothingPasted => f.write_str("the clipboard holds no picture"),
            Self::NoDialog => f.write_str("no dialog could be opened"),
            Self::BatchGone => f.write_str("the batch is not there"),
            Self::BenchBroke => f.write_str("the bench broke off and began anew"),
            Self::Call(trouble) => {
                let lines = trouble.vendor_lines.iter().map(|line| line.text.as_str());
                let text = trouble.vendor_text.as_deref().into_iter();
                let said: Vec<&str> = text.chain(lines).take(3).collect();
                let ours = said.is_empty().then_some(trouble.detail.as_str());
                f.write_str(&said.into_iter().chain(ours).collect::<Vec<_>>().join("; "))
            }
            Self::Here(words) => f.write_str(words),
        }
    }
}

/// Why a rule of file names cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    #[error("no pattern")]
    Empty,
    #[error("{0} needs {{sku}} exactly once")]
    NoSku(String),
    #[error("{0} has a path in it; only the file's name is matched")]
    Path(String),
    #[error("more than 16 patterns")]
    TooMany,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_read_back_and_old_words_too() {
        for why in [
            Why::FileGone,
            Why::TooManyPixels(9000, 8000),
            Why::TooManyFiles("spring".to_owned()),
            Why::Unreadable("/tmp/a b".to_owned(), "no\tsuch".to_owned()),
            Why::Here("disk".to_owned()),
            Why::Another,
        ] {
            let (code, text) = why.parts();
            assert_eq!(Why::of_parts(code, &text), Some(why));
        }
        assert_eq!(Why::of_old_words("the SKU is gone"), Why::SkuGone);
        assert_eq!(Why::of_old_words("Too Large"), Why::Here("Too Large".to_owned()));
    }
}
